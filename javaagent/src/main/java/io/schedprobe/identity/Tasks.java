package io.schedprobe.identity;

/** What the kernel knows of this process' threads, by tid in the JVM's pid namespace. */
interface Tasks {

  /** {@link Task#bornNanos()} where it cannot be told. */
  long BIRTH_UNKNOWN = Long.MAX_VALUE;

  /** The grain of births: one clock tick. */
  long TICK_NANOS = 10_000_000;

  /**
   * A thread.
   *
   * @param comm its name, at most 15 bytes
   * @param bornNanos a time of {@link System#nanoTime()} not after its birth and at most {@link
   *     #TICK_NANOS} before it, or {@link #BIRTH_UNKNOWN}
   */
  record Task(String comm, long bornNanos) {}

  /** The thread that has the tid now; null when there is none. */
  Task read(int tid);

  /**
   * CPU time that the calling thread has had, for differences, in nanoseconds; a clock's time where
   * it cannot be told.
   */
  long cpuNanos();
}
