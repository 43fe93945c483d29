package io.schedprobe.demo;

import java.util.Arrays;

/** Latencies of the requests of one phase, in nanoseconds. */
final class Latencies {
  private final long[] sorted;

  Latencies(long[] nanos) {
    sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  int count() {
    return sorted.length;
  }

  /**
   * The smallest latency that at least this share of the requests did not exceed.
   *
   * @param quantile above 0, at most 1
   * @throws IllegalStateException when there was no request
   */
  long at(double quantile) {
    if (sorted.length == 0) {
      throw new IllegalStateException("no request was answered");
    }
    int rank = (int) Math.ceil(quantile * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }
}
