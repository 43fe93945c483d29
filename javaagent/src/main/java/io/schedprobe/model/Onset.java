package io.schedprobe.model;

/** Why a wait began, in the kernel side's order ({@code enum onset}). */
public enum Onset {
  /** The thread was woken. */
  WAKEUP,
  /** The thread was created. */
  NEW,
  /** The thread was running and was put back into the run queue. */
  PREEMPTION,
  /** The thread was running when its cgroup had used up its CPU quota. */
  THROTTLED
}
