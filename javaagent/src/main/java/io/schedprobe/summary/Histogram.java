package io.schedprobe.summary;

/**
 * Lengths of waits, kept to within 1/16 of their size: 16 buckets for each power of two from 1 µs
 * to 2^36 ns (69 s). Shorter ones share the first bucket, longer ones the last.
 */
final class Histogram {
  private static final int SUB_BITS = 4;
  private static final int LOWEST_BITS = 10;
  private static final int HIGHEST_BITS = 36;
  private static final int BUCKETS = (HIGHEST_BITS - LOWEST_BITS) << SUB_BITS;

  private final int[] counts = new int[BUCKETS];
  private long total;

  void add(long nanos) {
    counts[bucket(nanos)]++;
    total++;
  }

  long total() {
    return total;
  }

  /**
   * Not less than the {@code rank}-th longest wait: the upper end of its bucket.
   *
   * @param rank 1 for the longest, at most {@link #total()}
   */
  long longestAtMost(long rank) {
    return lowerEnd(bucketOf(rank) + 1);
  }

  /** Not more than the {@code rank}-th longest wait: the lower end of its bucket. */
  long longestAtLeast(long rank) {
    int bucket = bucketOf(rank);
    return bucket == 0 ? 0 : lowerEnd(bucket);
  }

  private int bucketOf(long rank) {
    if (rank < 1 || rank > total) {
      throw new IllegalArgumentException("no wait has rank " + rank + " of " + total);
    }
    long seen = 0;
    int bucket = BUCKETS;
    while (seen < rank) {
      seen += counts[--bucket];
    }
    return bucket;
  }

  private static int bucket(long nanos) {
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

  private static long lowerEnd(int bucket) {
    int log2 = LOWEST_BITS + (bucket >> SUB_BITS);
    long sub = bucket & ((1L << SUB_BITS) - 1);
    return (1L << log2) + (sub << (log2 - SUB_BITS));
  }
}
