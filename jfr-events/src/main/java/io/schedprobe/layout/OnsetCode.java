package io.schedprobe.layout;

/** {@code enum onset}: why a wait began. */
public final class OnsetCode {
  public static final int ONSET_WAKEUP = 0;
  public static final int ONSET_NEW = 1;
  public static final int ONSET_PREEMPTION = 2;

  /** Its cgroup had used up its CPU quota. */
  public static final int ONSET_THROTTLED = 3;

  private OnsetCode() {}
}
