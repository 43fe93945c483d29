package io.schedprobe.detect;

/**
 * Whether a cause is at work, with hysteresis: it begins when an interval loses {@link #ON} of its
 * length to it, and ends when two running lose less than {@link #OFF}.
 */
final class Activity {
  /** Thread time lost, as a part of the interval. */
  static final double ON = 0.02;

  static final double OFF = 0.01;

  private static final int PATIENCE = 2;

  private boolean active;
  private int low;
  private long runNanos;
  private long firstNanos;
  private long lastNanos;
  private long lowNanos;
  private long idleNanos;

  /** An interval of which {@code lost} (0 up, thread time over length) was lost to it. */
  void add(double lost, long nanos) {
    if (!active && lost >= ON) {
      active = true;
      runNanos = 0;
      firstNanos = nanos;
      lastNanos = 0;
      low = 0;
      lowNanos = 0;
    }
    if (!active) {
      idleNanos += nanos;
      return;
    }
    runNanos += nanos;
    idleNanos = 0;
    if (lost >= OFF) {
      lastNanos = runNanos > nanos ? nanos : 0;
      low = 0;
      lowNanos = 0;
      return;
    }
    low++;
    lowNanos += nanos;
    if (low >= PATIENCE) {
      active = false;
      idleNanos = lowNanos;
      runNanos = 0;
    }
  }

  boolean isActive() {
    return active;
  }

  /**
   * For how long it has been at work without a break at least, nanoseconds: the first and the last
   * interval do not count, for it may have had a moment of each only. However long the intervals, a
   * spike is never taken for longer than it was.
   */
  long runNanos() {
    return active ? Math.max(0, runNanos - lowNanos - firstNanos - lastNanos) : 0;
  }

  /** For how long it has not been at work, nanoseconds. */
  long idleNanos() {
    return idleNanos;
  }
}
