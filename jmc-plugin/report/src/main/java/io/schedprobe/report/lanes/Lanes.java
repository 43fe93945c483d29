package io.schedprobe.report.lanes;

import java.util.List;

/**
 * The lanes of the threads that waited.
 *
 * @param first number of the first column
 * @param width of a column in nanoseconds; column n begins at n times the width after the epoch
 * @param columns how many there are
 * @param lanes the thread that waited longest first
 * @param givenUp time waited that is missing in the lanes, in nanoseconds: more threads waited than
 *     are kept
 */
public record Lanes(long first, long width, int columns, List<Lane> lanes, long givenUp) {
  static final Lanes EMPTY = new Lanes(0, 1, 0, List.of(), 0);

  public Lanes {
    lanes = List.copyOf(lanes);
  }
}
