package io.schedprobe.analysis.total;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers over time in a bounded number of buckets, whose width doubles when time runs out of them.
 * Buckets lie at multiples of their width since the epoch, so that two always make one of the next
 * width, whichever way time grows.
 */
final class TimeGrid {
  private static final long NARROWEST = 1_000_000;

  private final int limit;
  private final List<Series> series = new ArrayList<>();
  private long width = NARROWEST;
  private long first;
  private int count;

  /** One number for each bucket. */
  static final class Series {
    private final boolean largest;
    private final long[] cells;

    private Series(boolean largest, int limit) {
      this.largest = largest;
      this.cells = new long[limit];
    }

    void add(int bucket, long number) {
      cells[bucket] = join(cells[bucket], number);
    }

    long get(int bucket) {
      return cells[bucket];
    }

    private long join(long a, long b) {
      return largest ? Math.max(a, b) : a + b;
    }

    private void shift(int buckets, int count) {
      System.arraycopy(cells, 0, cells, buckets, count);
      for (int i = 0; i < buckets; i++) {
        cells[i] = 0;
      }
    }

    private void halve(boolean odd, int count) {
      int from = 0;
      int to = 0;
      if (odd && count > 0) {
        // The first bucket is the second half of a wider one.
        to = 1;
        from = 1;
      }
      for (; from < count; from += 2) {
        cells[to++] = from + 1 < count ? join(cells[from], cells[from + 1]) : cells[from];
      }
      for (; to < count; to++) {
        cells[to] = 0;
      }
    }
  }

  /**
   * An empty grid.
   *
   * @param limit buckets at the most
   */
  TimeGrid(int limit) {
    this.limit = limit;
  }

  /** A new series of sums, of zeros so far. */
  Series sums() {
    return with(new Series(false, limit));
  }

  /** A new series of the largest numbers, of zeros so far. */
  Series maxima() {
    return with(new Series(true, limit));
  }

  private Series with(Series one) {
    series.add(one);
    return one;
  }

  /**
   * The bucket of a point in time, good until the next call.
   *
   * @param time in nanoseconds since the epoch
   */
  int bucket(long time) {
    if (count == 0) {
      first = Math.floorDiv(time, width);
      count = 1;
    }
    long bucket = Math.floorDiv(time, width);
    while (Math.max(bucket, first + count - 1) - Math.min(bucket, first) >= limit) {
      widen();
      bucket = Math.floorDiv(time, width);
    }
    if (bucket < first) {
      int more = (int) (first - bucket);
      series.forEach(one -> one.shift(more, count));
      first = bucket;
      count += more;
    }
    count = (int) Math.max(count, bucket - first + 1);
    return (int) (bucket - first);
  }

  private void widen() {
    boolean odd = Math.floorMod(first, 2L) == 1;
    long last = first + count - 1;
    series.forEach(one -> one.halve(odd, count));
    width *= 2;
    first = Math.floorDiv(first, 2L);
    count = (int) (Math.floorDiv(last, 2L) - first + 1);
  }

  /** Buckets in use. */
  int count() {
    return count;
  }

  long width() {
    return width;
  }

  long start() {
    return first * width;
  }
}
