package io.schedprobe.model;

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
public final class LatencyHistogram {
  /** As in the kernel side ({@code HISTOGRAM_BUCKETS}). */
  public static final int BUCKETS = 88;

  private static final int UNIT_SHIFT = 10;

  private long[] counts;
  private long count;
  private int highest = -1;

  /** An empty one. */
  public LatencyHistogram() {
    counts = new long[BUCKETS];
  }

  private LatencyHistogram(LatencyHistogram of) {
    // Most latencies are short: a copy keeps what it needs.
    counts = Arrays.copyOf(of.counts, of.highest + 1);
    count = of.count;
    highest = of.highest;
  }

  /** Another one with the same latencies. */
  public LatencyHistogram copy() {
    return new LatencyHistogram(this);
  }

  /** The bucket that the kernel side puts a latency into. */
  public static int bucketOf(long nanos) {
    long units = Math.max(0, nanos) >>> UNIT_SHIFT;
    if (units < 4) {
      return (int) units;
    }
    int log = 63 - Long.numberOfLeadingZeros(units);
    return (int) Math.min(BUCKETS - 1, 4L * (log - 1) + ((units >>> (log - 2)) & 3));
  }

  /** The shortest latency in a bucket, in nanoseconds. */
  public static long shortest(int bucket) {
    if (bucket < 4) {
      return (long) bucket << UNIT_SHIFT;
    }
    int log = bucket / 4 + 1;
    return (4L + bucket % 4) << (log - 2) << UNIT_SHIFT;
  }

  /** The longest latency in a bucket, in nanoseconds; {@link Long#MAX_VALUE} in the last. */
  public static long longest(int bucket) {
    return bucket == BUCKETS - 1 ? Long.MAX_VALUE : shortest(bucket + 1) - 1;
  }

  /** Forgets all. */
  public void clear() {
    Arrays.fill(counts, 0);
    count = 0;
    highest = -1;
  }

  /** Adds so many latencies, if over 0, to a bucket. */
  public void add(int bucket, long waits) {
    if (waits > 0) {
      if (bucket >= counts.length) {
        counts = Arrays.copyOf(counts, BUCKETS);
      }
      counts[bucket] += waits;
      count += waits;
      highest = Math.max(highest, bucket);
    }
  }

  /** Takes all of another's latencies. */
  public void addAll(LatencyHistogram other) {
    for (int bucket = 0; bucket <= other.highest; bucket++) {
      add(bucket, other.counts[bucket]);
    }
  }

  /** How many latencies are in a bucket. */
  public long count(int bucket) {
    return bucket <= highest ? counts[bucket] : 0;
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /**
   * A maximum that agrees with the buckets. The kernel raises it apart from the buckets, so that at
   * the edge of a period it may belong to the one before or after: it is then taken to the nearest
   * value that a wait of this period can have had.
   */
  public long plausibleMax(long max) {
    return highest < 0 ? 0 : Math.max(shortest(highest), Math.min(longest(highest), max));
  }

  /**
   * The quantiles, or null when there is no latency.
   *
   * @param max the longest latency, agreeing with the buckets
   */
  public Quantiles quantiles(long max) {
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
    for (int bucket = 0; bucket <= highest; bucket++) {
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
