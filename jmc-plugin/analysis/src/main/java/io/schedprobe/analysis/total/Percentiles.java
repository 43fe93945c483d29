package io.schedprobe.analysis.total;

/**
 * Percentiles of the lengths of waits in nanoseconds, each the upper end of a bucket that is 1/16
 * of its size wide; 0 if there is no wait.
 */
public record Percentiles(long p50, long p90, long p99, long p999) {
  public static final Percentiles NONE = new Percentiles(0, 0, 0, 0);
}
