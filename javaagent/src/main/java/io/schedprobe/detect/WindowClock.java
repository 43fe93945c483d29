package io.schedprobe.detect;

/**
 * Divides a sliding window into slots, each of one or more whole intervals. What happened in an
 * interval and its length always lie in the same slot, so that rates are exact.
 */
final class WindowClock {
  static final int SLOTS = 5;

  /** Intervals are not to the nanosecond as long as asked for. */
  private static final double NEARLY = 0.95;

  private final long windowNanos;
  private final long[] lengths = new long[SLOTS];
  private int slot;

  WindowClock(long windowNanos) {
    this.windowNanos = windowNanos;
  }

  /** Where to add what happens now, 0 to {@link #SLOTS} - 1. */
  int slot() {
    return slot;
  }

  /** An interval of the current slot is over. */
  void add(long nanos) {
    lengths[slot] += nanos;
  }

  /** Whether the current slot has its length, so that {@link #turn} is due. */
  boolean isFull() {
    return lengths[slot] >= NEARLY * windowNanos / SLOTS;
  }

  /** Gives up the oldest slot for a new one; all {@link CauseWindow}s are to be cleared there. */
  void turn() {
    slot = (slot + 1) % SLOTS;
    lengths[slot] = 0;
  }

  /**
   * What rates are of, nanoseconds: the intervals in the window. While there are few yet it counts
   * as four fifths of a window, for a second is no base for a rate.
   */
  long nanos() {
    long sum = 0;
    for (long length : lengths) {
      sum += length;
    }
    return Math.max(sum, windowNanos / SLOTS * (SLOTS - 1));
  }
}
