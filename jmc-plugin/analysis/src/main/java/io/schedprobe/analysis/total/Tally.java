package io.schedprobe.analysis.total;

/**
 * A number of waits.
 *
 * @param count how many
 * @param total their sum in nanoseconds
 * @param longest in nanoseconds; 0 if none, or not known
 */
public record Tally(long count, long total, long longest) {
  public static final Tally NONE = new Tally(0, 0, 0);

  /** Adds waits; what is unknown (negative) counts as 0. */
  public Tally plus(long moreCount, long moreTotal, long moreLongest) {
    return new Tally(
        count + Math.max(0, moreCount),
        total + Math.max(0, moreTotal),
        Math.max(longest, moreLongest));
  }

  /** Adds one wait. */
  public Tally plus(long wait) {
    return plus(1, wait, wait);
  }
}
