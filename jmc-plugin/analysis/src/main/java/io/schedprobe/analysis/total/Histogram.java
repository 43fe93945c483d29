package io.schedprobe.analysis.total;

/**
 * Counts lengths of waits, to within 1/16 of their size: 16 buckets for each power of two from 1024
 * ns to 2^36 ns (69 s). Shorter ones share the first bucket, longer ones the last.
 */
public final class Histogram {
  private static final int SUB_BITS = 4;
  private static final int LOWEST_BITS = 10;
  private static final int HIGHEST_BITS = 36;

  /** Number of buckets. */
  public static final int BUCKETS = (HIGHEST_BITS - LOWEST_BITS) << SUB_BITS;

  private final int[] counts = new int[BUCKETS];
  private long total;

  void add(long nanos) {
    counts[bucket(nanos)]++;
    total++;
  }

  void add(Histogram other) {
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
  }

  public long total() {
    return total;
  }

  /** Waits in a bucket. */
  public long count(int bucket) {
    return counts[bucket];
  }

  /**
   * Shortest length that falls into a bucket, in nanoseconds; the first one takes all below, too.
   */
  public static long from(int bucket) {
    int log2 = LOWEST_BITS + (bucket >> SUB_BITS);
    long sub = bucket & ((1L << SUB_BITS) - 1);
    return (1L << log2) + (sub << (log2 - SUB_BITS));
  }

  /** The bucket for a length. */
  public static int bucket(long nanos) {
    if (nanos < 1L << LOWEST_BITS) {
      return 0;
    }
    int log2 = 63 - Long.numberOfLeadingZeros(nanos);
    if (log2 >= HIGHEST_BITS) {
      return BUCKETS - 1;
    }
    int sub = (int) (nanos >>> (log2 - SUB_BITS)) & ((1 << SUB_BITS) - 1);
    return ((log2 - LOWEST_BITS) << SUB_BITS) + sub;
  }

  /**
   * A length that the given part of the waits does not exceed: the upper end of the bucket it falls
   * into; 0 if there is no wait.
   *
   * @param part from 0 to 1
   */
  public long atMost(double part) {
    if (total == 0) {
      return 0;
    }
    long rank = Math.max(1, (long) Math.ceil(total * part));
    long seen = 0;
    int bucket = -1;
    while (seen < rank) {
      seen += counts[++bucket];
    }
    return from(bucket + 1);
  }

  /**
   * The usual percentiles.
   *
   * @param longest the longest wait, which none of them exceeds
   */
  Percentiles percentiles(long longest) {
    return new Percentiles(
        Math.min(longest, atMost(0.5)),
        Math.min(longest, atMost(0.9)),
        Math.min(longest, atMost(0.99)),
        Math.min(longest, atMost(0.999)));
  }
}
