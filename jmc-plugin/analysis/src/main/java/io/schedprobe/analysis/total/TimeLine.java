package io.schedprobe.analysis.total;

import io.schedprobe.analysis.model.Shares;
import java.util.List;

/**
 * The single waits over time, in buckets of one width. A wait lies in the bucket in which it began,
 * with its whole length.
 *
 * @param start of the first bucket, in nanoseconds since the epoch
 * @param width of a bucket in nanoseconds: a power of two times 1 ms
 * @param buckets one after the other, with none left out; empty if there is no wait
 * @param ranks those who had the CPU longest, most first: the places ({@link
 *     NeighborTotals.Level#PLACE}) that {@link Bucket#byRank} tells apart
 */
public record TimeLine(long start, long width, List<Bucket> buckets, List<NeighborTotals> ranks) {
  /** Buckets at the most. */
  public static final int BUCKETS = 512;

  /** Places that are told apart at the most. */
  public static final int RANKS = 10;

  /** Rows of the heat map: one for each factor of two of length, from 2^10 ns to 2^36 ns. */
  public static final int HEAT_ROWS = 26;

  public static final TimeLine EMPTY = new TimeLine(0, 0, List.of(), List.of());

  /**
   * One stretch of the time line.
   *
   * @param waits that began in it
   * @param longest of them
   * @param shares what they consist of
   * @param byRank CPU time of each of {@link TimeLine#ranks} during these waits, then one number
   *     for all other tasks that are named
   * @param heat number of waits by length: {@link #heatFrom}
   */
  public record Bucket(
      long waits, long longest, Shares shares, List<Long> byRank, List<Long> heat) {
    public Bucket {
      byRank = List.copyOf(byRank);
      heat = List.copyOf(heat);
    }
  }

  public TimeLine {
    buckets = List.copyOf(buckets);
    ranks = List.copyOf(ranks);
  }

  /**
   * Shortest length in a row of the heat map, in nanoseconds; the first one takes all below, too.
   */
  public static long heatFrom(int row) {
    return 1L << (10 + row);
  }

  /** The row of the heat map for a length. */
  public static int heatRow(long nanos) {
    int log2 = 63 - Long.numberOfLeadingZeros(Math.max(1, nanos));
    return Math.max(0, Math.min(HEAT_ROWS - 1, log2 - 10));
  }
}
