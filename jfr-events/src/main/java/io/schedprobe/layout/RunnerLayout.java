package io.schedprobe.layout;

/** {@code struct runner}: a task that had the CPU. Offsets in bytes. */
public final class RunnerLayout {
  public static final int CGROUP_ID = 0;

  /** The first moment counted in {@link #RAN_NS}. */
  public static final int START_NS = CGROUP_ID + 8;

  public static final int RAN_NS = START_NS + 8;

  /** Global thread id; 0 when there is no task. */
  public static final int TID = RAN_NS + 8;

  public static final int TGID = TID + 4;

  /** One byte: a {@link ShareCode}. */
  public static final int KIND = TGID + 4;

  public static final int RESERVED = KIND + 1;

  /** The thread's name, {@link Limits#COMM_LEN} bytes. */
  public static final int COMM = RESERVED + 7;

  /** The comm of its thread group leader, {@link Limits#COMM_LEN} bytes. */
  public static final int PROCESS = COMM + Limits.COMM_LEN;

  /** Bytes of the whole struct. */
  public static final int SIZE = PROCESS + Limits.COMM_LEN;

  private RunnerLayout() {}
}
