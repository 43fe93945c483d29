package io.schedprobe.layout;

/** {@code enum counter}: indices of the losses and tallies, one row of {@link #COUNTERS} a CPU. */
public final class Counter {
  public static final int COUNTER_WAITS = 0;
  public static final int COUNTER_EMITTED = 1;
  public static final int COUNTER_SUPPRESSED = 2;
  public static final int COUNTER_SUPPRESSED_NS = 3;
  public static final int COUNTER_DROPPED = 4;
  public static final int COUNTER_DROPPED_NS = 5;
  public static final int COUNTER_CULPRITS_CUT = 6;
  public static final int COUNTER_CGROUPS_DROPPED = 7;
  public static final int COUNTER_LOG_OVERRUN = 8;
  public static final int COUNTER_STORAGE_FAILED = 9;
  public static final int COUNTER_SLOTS_EXHAUSTED = 10;
  public static final int COUNTER_TORN = 11;
  public static final int COUNTER_CLAMPED_NS = 12;
  public static final int COUNTER_CLOCK_BACKWARDS = 13;
  public static final int COUNTER_SPANS_UNNAMED = 14;
  public static final int COUNTER_NEIGHBORS_FULL = 15;
  public static final int COUNTER_UNSTARTED = 16;
  public static final int COUNTER_SWITCHES_MISSED = 17;

  /** 64-bit numbers in a row, the unused ones included. */
  public static final int COUNTERS = 24;

  private Counter() {}
}
