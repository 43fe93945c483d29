package io.schedprobe.model;

/**
 * A thread's waits in one period, below and above the threshold.
 *
 * @param nsTid thread id as this JVM knows it; 0 for the collected rest (threads without a slot)
 * @param exited true when the thread ended in this period
 * @param shares nanoseconds by {@link Share#ordinal()}; -1 where the source does not know; null
 *     when it knows none
 * @param histogram of these waits; null when the source has none. Nobody changes it
 */
public record ThreadWaits(
    int tid,
    int nsTid,
    String comm,
    boolean exited,
    long waits,
    long totalNanos,
    long maxNanos,
    long preemptions,
    long[] shares,
    LatencyHistogram histogram) {

  /** Null when the source has no histogram, or nothing waited. */
  public Quantiles quantiles() {
    return histogram == null ? null : histogram.quantiles(maxNanos);
  }

  /** Run queue latency at the 50th, 90th, 99th and 99.9th percentile, in nanoseconds. */
  public record Quantiles(long p50, long p90, long p99, long p999) {}
}
