package io.schedprobe.tracer;

import io.schedprobe.layout.Limits;
import io.schedprobe.model.ThreadWaits.Quantiles;
import java.util.Arrays;

/**
 * One period's latencies in the kernel side's buckets ({@code struct thread_slot}): four to each
 * power of two, of units of 1024 ns; the last is open above (from 7.5 s).
 *
 * <p><b>Error.</b> A quantile is given as the middle of its bucket, so it is off by at most 12.5 %
 * of the true value, or by 512 ns below 4096 ns. It is never above the maximum; where it is the
 * longest wait itself it is exact; in the open bucket it lies between 7.5 s and the maximum.
 */
final class LatencyHistogram {
  static final int BUCKETS = Limits.HISTOGRAM_BUCKETS;

  private static final int UNIT_SHIFT = 10;

  private final long[] counts = new long[BUCKETS];
  private long count;
  private int highest = -1;

  /** The bucket that the kernel side puts a latency into. */
  static int bucketOf(long nanos) {
    long units = Math.max(0, nanos) >>> UNIT_SHIFT;
    if (units < 4) {
      return (int) units;
    }
    int log = 63 - Long.numberOfLeadingZeros(units);
    return (int) Math.min(BUCKETS - 1, 4L * (log - 1) + ((units >>> (log - 2)) & 3));
  }

  /** The shortest latency in a bucket, in nanoseconds. */
  static long shortest(int bucket) {
    if (bucket < 4) {
      return (long) bucket << UNIT_SHIFT;
    }
    int log = bucket / 4 + 1;
    return (4L + bucket % 4) << (log - 2) << UNIT_SHIFT;
  }

  /** The longest latency in a bucket, in nanoseconds; {@link Long#MAX_VALUE} in the last. */
  static long longest(int bucket) {
    return bucket == BUCKETS - 1 ? Long.MAX_VALUE : shortest(bucket + 1) - 1;
  }

  void clear() {
    Arrays.fill(counts, 0);
    count = 0;
    highest = -1;
  }

  void add(int bucket, long waits) {
    if (waits > 0) {
      counts[bucket] += waits;
      count += waits;
      highest = Math.max(highest, bucket);
    }
  }

  long count() {
    return count;
  }

  /**
   * A maximum that agrees with the buckets. The kernel raises it apart from the buckets, so that at
   * the edge of a period it may belong to the one before or after: it is then taken to the nearest
   * value that a wait of this period can have had.
   */
  long plausibleMax(long max) {
    return highest < 0 ? 0 : Math.max(shortest(highest), Math.min(longest(highest), max));
  }

  /**
   * The quantiles, or null when there is no latency.
   *
   * @param max the longest latency, agreeing with the buckets
   */
  Quantiles quantiles(long max) {
    if (count == 0) {
      return null;
    }
    return new Quantiles(
        quantile(500, max), quantile(900, max), quantile(990, max), quantile(999, max));
  }

  private long quantile(long perMille, long max) {
    // Nearest rank: the smallest latency that at least this part of all does not exceed.
    long rank = Math.max(1, count / 1000 * perMille + (count % 1000 * perMille + 999) / 1000);
    if (rank >= count) {
      return max;
    }
    long below = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      below += counts[bucket];
      if (below >= rank) {
        long from = shortest(bucket);
        long to = Math.min(longest(bucket), max);
        return from + Math.max(0, to - from) / 2;
      }
    }
    return max;
  }
}
