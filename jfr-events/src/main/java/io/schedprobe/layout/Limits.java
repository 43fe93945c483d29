package io.schedprobe.layout;

/** The bounds {@code #define}d by the kernel side: lengths of names, entries of arrays. */
public final class Limits {
  /** Bytes of a task's comm, a terminating zero included (the kernel's TASK_COMM_LEN). */
  public static final int COMM_LEN = 16;

  /** Most culprits in a wait record. */
  public static final int MAX_CULPRITS = 256;

  /** Names in a cgroup record. */
  public static final int CGROUP_LEVELS = 8;

  /** Bytes of one name of a cgroup, a terminating zero included (the kernel's NAME_MAX is 255). */
  public static final int CGROUP_NAME_LEN = 256;

  /** Buckets of a thread's histogram. */
  public static final int HISTOGRAM_BUCKETS = 88;

  /** Entries of the threads array, slot 0 included. */
  public static final int THREAD_SLOTS = 4096;

  private Limits() {}
}
