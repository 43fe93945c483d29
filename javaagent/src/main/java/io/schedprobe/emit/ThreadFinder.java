package io.schedprobe.emit;

import io.schedprobe.identity.ThreadIdentity;

/** Who an OS thread of this JVM was. Never throws, never null. */
@FunctionalInterface
public interface ThreadFinder {
  /**
   * The thread that had an id at a moment.
   *
   * @param tid as this JVM knows it
   * @param comm what the kernel called the thread at that moment
   * @param atNanos a moment ({@code CLOCK_MONOTONIC}) at which the thread lived
   */
  ThreadIdentity find(int tid, String comm, long atNanos);

  /** The same for a thread known to have ended, at a moment before its end. */
  default ThreadIdentity findEnded(int tid, String comm, long atNanos) {
    return find(tid, comm, atNanos);
  }

  /** All threads are about to be asked for, as of a moment after this call. */
  default void renew() {}
}
