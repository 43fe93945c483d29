package io.schedprobe.tracer;

import java.util.ArrayList;
import java.util.List;

/**
 * Lets threads read mapped memory until it is to be unmapped, for good.
 *
 * <p>No ReentrantReadWriteLock: that makes a thread's count only after it has taken the lock for it
 * (tryAcquireShared, JDK 17). Where the heap is used up just then, the lock is taken and never
 * given back, and whoever closes waits forever. Here a thread that cannot be noted is not let in.
 */
final class ReaderGate {
  /** More at a time are rare, and take memory. */
  private static final int READERS = 16;

  /** Those inside, as often as they entered. */
  private final List<Thread> readers = new ArrayList<>(READERS);

  private boolean shut;

  /** Lets the calling thread in, who must {@link #leave}; false once the gate is shut. */
  synchronized boolean enter() {
    return !shut && readers.add(Thread.currentThread());
  }

  /** Once for each time that the calling thread was let in. */
  synchronized void leave() {
    readers.remove(last());
    notifyAll();
  }

  /** Whether the calling thread is inside. */
  synchronized boolean isInside() {
    return last() >= 0;
  }

  /**
   * Where the calling thread stands last; -1 if nowhere. A thread of the host may have an {@code
   * equals} of its own.
   */
  private int last() {
    int i = readers.size() - 1;
    while (i >= 0 && readers.get(i) != Thread.currentThread()) {
      i--;
    }
    return i;
  }

  /**
   * Lets nobody in any more and waits until everybody has left; an interrupt does not end that and
   * is kept. Not from inside.
   */
  synchronized void shut() {
    shut = true;
    boolean interrupted = false;
    while (!readers.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
