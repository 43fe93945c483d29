package io.schedprobe.emit;

/**
 * From {@code CLOCK_MONOTONIC} to ticks of JFR's clock. The two run at different rates (JFR mostly
 * reads the processor's time stamp counter, which nobody disciplines), and the ratio drifts; hence
 * pairs of readings, and a straight line through the last two. The first two are 20 ms apart. The
 * line is never followed further than it is long, nor than a second: then another pair is read, so
 * that the moment lies before the line's end. While there is nothing to tell, every few seconds.
 *
 * <p>For one thread, but for {@link #errorNanos()}.
 */
final class JfrClock {
  /** Longest time for which a line is followed beyond its end. */
  static final long LONGEST_NANOS = 1_000_000_000L;

  /** Longest time between two pairs. */
  static final long LONGEST_PAUSE_NANOS = 5_000_000_000L;

  static final long FIRST_SPAN_NANOS = 20_000_000L;

  /** A jump rather than a drift: the machine slept, or was moved. The line starts anew. */
  private static final long JUMP_NANOS = 1_000_000L;

  private static final int READINGS = 8;
  private static final int MOST_READINGS = 64;
  private static final long NARROW_NANOS = 2_000;

  private final TickSource source;
  private boolean calibrated;
  private long nanos;
  private long ticks;
  private double ticksPerNano;
  private long goodFor;
  private long pairNanos;
  private long pairTicks;
  private long pairWidth;
  private volatile long errorNanos = -1;

  JfrClock(TickSource source) {
    this.source = source;
  }

  /**
   * Makes {@link #at} good for moments about {@code moment}. Reads the clocks if the last reading
   * is too old; the first time it takes 20 ms.
   *
   * @return false while JFR's clock cannot be read
   */
  boolean calibrate(long moment) {
    return (calibrated && moment - nanos < goodFor) || renew();
  }

  /** Sees to it that the line is not too old when it is needed. */
  void keepUp(long now) {
    if (!calibrated || now - nanos >= LONGEST_PAUSE_NANOS) {
      renew();
    }
  }

  private boolean renew() {
    if (!readPair()) {
      return calibrated;
    }
    if (!calibrated) {
      return begin();
    }
    long span = pairNanos - nanos;
    if (span <= 0) {
      return true;
    }
    double missedTicks = pairTicks - at(pairNanos);
    double rate = (pairTicks - ticks) / (double) span;
    long missed = Math.round(Math.abs(missedTicks / ticksPerNano));
    if (missed > JUMP_NANOS || rate <= 0) {
      calibrated = false;
      return begin();
    }
    ticksPerNano = rate;
    // What the line was wrong by at its far end is no event's error beyond where it was followed.
    take(span, span > goodFor ? Math.round(missed * (goodFor / (double) span)) : missed);
    return true;
  }

  private boolean begin() {
    long startNanos = pairNanos;
    long startTicks = pairTicks;
    source.pause(FIRST_SPAN_NANOS);
    if (!readPair() || pairTicks <= startTicks || pairNanos <= startNanos) {
      return false;
    }
    ticksPerNano = (pairTicks - startTicks) / (double) (pairNanos - startNanos);
    calibrated = true;
    take(pairNanos - startNanos, 0);
    return true;
  }

  private void take(long span, long missed) {
    goodFor = Math.min(LONGEST_NANOS, span);
    nanos = pairNanos;
    ticks = pairTicks;
    errorNanos = Math.max(missed, pairWidth / 2);
  }

  /** The narrowest of some readings of both clocks. */
  private boolean readPair() {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < READINGS || (best > NARROW_NANOS && i < MOST_READINGS); i++) {
      long before = source.nanos();
      long read = source.ticks();
      long after = source.nanos();
      if (read == 0) {
        return false;
      }
      if (after - before < best) {
        best = after - before;
        pairNanos = before + best / 2;
        pairTicks = read;
      }
    }
    pairWidth = best;
    return true;
  }

  /** JFR's clock at a moment of {@code CLOCK_MONOTONIC}. Needs a calibration. */
  long at(long moment) {
    return ticks + Math.round((moment - nanos) * ticksPerNano);
  }

  /** Ticks in so many nanoseconds. */
  long length(long span) {
    return Math.round(span * ticksPerNano);
  }

  /**
   * By how much an event may be wrong in time: the larger of what the last pair missed the line by
   * and half of the time in which it was read. Nanoseconds; -1 before the first calibration.
   */
  long errorNanos() {
    return errorNanos;
  }
}
