package io.schedprobe.jmc.testing;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** A thread that lives, and runs what it is told, until it is told to end. */
public final class TellingThread extends Thread {
  private final BlockingQueue<Runnable> told = new LinkedBlockingQueue<>();

  TellingThread(String name) {
    super(name);
    setDaemon(true);
    start();
  }

  @Override
  public void run() {
    try {
      while (true) {
        told.take().run();
      }
    } catch (InterruptedException e) {
      // The end.
    }
  }

  /** Runs in this thread, and waits for it. */
  void tell(Runnable action) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    told.add(
        () -> {
          action.run();
          done.countDown();
        });
    done.await();
  }

  void end() {
    interrupt();
  }
}
