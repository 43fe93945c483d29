package io.schedprobe.detect;

/**
 * Log-linear buckets of latencies: eight to each power of two, of units of 1024 ns; the last is
 * open above (from 32 s).
 *
 * <p><b>Error.</b> The middle of a bucket is off by at most 6.25 % of a latency in it, or by 512 ns
 * below 8192 ns.
 */
final class LatencyBuckets {
  static final int COUNT = 192;

  private static final int UNIT_SHIFT = 10;
  private static final int LINEAR = 8;

  private LatencyBuckets() {}

  /** The bucket of a latency in nanoseconds; a negative one counts as 0. */
  static int of(long nanos) {
    long units = Math.max(0, nanos) >>> UNIT_SHIFT;
    if (units < LINEAR) {
      return (int) units;
    }
    int log = 63 - Long.numberOfLeadingZeros(units);
    return (int) Math.min(COUNT - 1, 8L * (log - 2) + ((units >>> (log - 3)) & 7));
  }

  /** The shortest latency in a bucket, nanoseconds. */
  static long shortest(int bucket) {
    if (bucket < LINEAR) {
      return (long) bucket << UNIT_SHIFT;
    }
    int log = bucket / 8 + 2;
    return (8L + bucket % 8) << (log - 3) << UNIT_SHIFT;
  }

  /** The middle of a bucket, nanoseconds; of the open one its beginning. */
  static long middle(int bucket) {
    long from = shortest(bucket);
    return bucket == COUNT - 1 ? from : from + (shortest(bucket + 1) - from) / 2;
  }
}
