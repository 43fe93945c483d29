package io.schedprobe.report.parts;

import java.util.List;

/**
 * What the page's script draws; all numbers are rounded no further than they were. Lists are empty
 * where there is nothing to draw.
 *
 * @param zone time zone in which points in time are shown
 * @param start of what is shown, in seconds since the epoch
 * @param end of it
 * @param columns columns of lanes
 * @param buckets columns of shares and heat map
 * @param kinds what colours tell apart
 * @param shares for each kind, nanoseconds waited by bucket
 * @param lanes the threads that waited longest first
 * @param heatBounds bounds of the heat map's rows in nanoseconds, one more than rows
 * @param heat column, row and number of waits of each cell, one after the other
 * @param histogramBounds in nanoseconds, one more than bars
 * @param histogram number of waits by bar
 */
public record Charts(
    String zone,
    double start,
    double end,
    Columns columns,
    Columns buckets,
    List<Kind> kinds,
    List<long[]> shares,
    List<Lane> lanes,
    long[] heatBounds,
    long[] heat,
    long[] histogramBounds,
    long[] histogram) {
  /**
   * Columns of time, one after the other.
   *
   * @param start of the first, in seconds since the epoch
   * @param width of each in seconds
   */
  public record Columns(double start, double width, int count) {}

  /** A colour and what it means. */
  public record Kind(String kind, String name) {}

  /**
   * What one thread waited.
   *
   * @param cells column, kind and nanoseconds waited, one after the other; by column, then kind
   */
  public record Lane(String name, long[] cells) {}
}
