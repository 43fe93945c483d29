package io.schedprobe.life;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Phaser;

/** Threads in numbers: many that live at once, and many that live shortly. */
final class ServiceThreads {
  /** Of 2,000 threads on a small machine. */
  private static final long STACK_BYTES = 128 * 1024;

  private static final long SPIN_NANOS = 20_000;

  private final Phaser rounds = new Phaser(1);
  private final List<Thread> crowd = new ArrayList<>();

  /** Starts threads that are blocked until they are nudged. */
  void stand(int count, String prefix) {
    for (int i = 0; i < count; i++) {
      rounds.register();
      Thread thread = new Thread(null, this::standBy, prefix + i, STACK_BYTES);
      thread.setDaemon(true);
      thread.start();
      crowd.add(thread);
    }
    nudge(1);
  }

  private void standBy() {
    while (rounds.arriveAndAwaitAdvance() >= 0) {
      spin();
    }
  }

  /** Lets each of them want a CPU for a moment, again and again. */
  void nudge(int times) {
    for (int i = 0; i < times; i++) {
      rounds.arriveAndAwaitAdvance();
    }
  }

  /** Ends them. */
  void disperse() throws InterruptedException {
    rounds.forceTermination();
    for (Thread thread : crowd) {
      thread.join();
    }
  }

  /** Runs so many threads that end as soon as they have had a CPU, a bounded number at a time. */
  static void pass(int count, int atOnce, String name) throws InterruptedException {
    Deque<Thread> alive = new ArrayDeque<>();
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(null, ServiceThreads::spin, name, STACK_BYTES);
      thread.start();
      alive.add(thread);
      if (alive.size() == atOnce) {
        alive.remove().join();
      }
    }
    for (Thread thread : alive) {
      thread.join();
    }
  }

  private static void spin() {
    long until = System.nanoTime() + SPIN_NANOS;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
  }
}
