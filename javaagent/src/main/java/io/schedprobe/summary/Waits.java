package io.schedprobe.summary;

/** Number, sum and maximum of waits; times in nanoseconds. */
final class Waits {
  private long count;
  private long nanos;
  private long max;

  /**
   * Adds waits.
   *
   * @param longest negative if unknown
   */
  void add(long number, long time, long longest) {
    count += Math.max(0, number);
    nanos += Math.max(0, time);
    max = Math.max(max, longest);
  }

  long count() {
    return count;
  }

  long nanos() {
    return nanos;
  }

  /** 0 if unknown. */
  long max() {
    return max;
  }
}
