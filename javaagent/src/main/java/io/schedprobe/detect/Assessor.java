package io.schedprobe.detect;

import java.util.function.DoubleSupplier;

/** Makes of what the window has of a cause an assessment. */
final class Assessor {
  /** So many waits make half of a full confidence. */
  static final double HALF_CONFIDENCE = 5;

  /** Intervals are never quite as long as they are meant to be. */
  private static final double LONG_ENOUGH = 0.95;

  private final ScoreSettings scores;
  private final long durationNanos;
  private final WindowClock clock;
  private final Coverage coverage;
  private final QuotaPeriods periods;
  private final DoubleSupplier ownWait;

  /**
   * @param durationNanos at work for so long, a cause is sustained
   * @param ownWait what the service's waits last that no neighbor and no quota caused, nanoseconds
   */
  Assessor(
      ScoreSettings scores,
      long durationNanos,
      WindowClock clock,
      Coverage coverage,
      QuotaPeriods periods,
      DoubleSupplier ownWait) {
    this.scores = scores;
    this.durationNanos = durationNanos;
    this.clock = clock;
    this.coverage = coverage;
    this.periods = periods;
    this.ownWait = ownWait;
  }

  /** What the window says of a cause. */
  Assessment assess(Track track) {
    CauseWindow w = track.window;
    double seconds = clock.nanos() / 1e9;
    long baseline = (long) ownWait.getAsDouble();
    long p95 = w.quantile(0.95);
    // A service whose own threads make each other wait for longer is not hurt by less than that.
    double parts = (double) p95 / Math.max(scores.latencyNanos(), baseline);
    double preemptions = w.preemptions() * coverage.waitsForEachTold() / seconds;
    double cpus = w.cpuNanos() / 1e9 / seconds;
    double lost = w.stalledNanos() / 1e9 / seconds;
    boolean isQuota = track.cause == Cause.QUOTA;
    double throttled = isQuota ? periods.part() : -1;
    double seen = isQuota ? coverage.ofQuota() : coverage.ofNeighbors();
    Score score =
        isQuota
            ? Score.ofQuota(scores, parts, throttled < 0 ? Math.min(1, lost) : throttled)
            : Score.ofNeighbor(scores, parts, preemptions, cpus);
    return new Assessment(
        track.cause,
        track.cgroupId,
        score,
        seen * w.count() / (w.count() + HALF_CONFIDENCE),
        seen,
        pattern(track),
        w.count(),
        w.quantile(0.5),
        p95,
        w.quantile(0.99),
        preemptions,
        cpus,
        lost,
        throttled,
        baseline);
  }

  /** How long the cause has been at work, and whether it comes again and again. */
  Pattern pattern(Track track) {
    if (track.activity.runNanos() >= durationNanos * LONG_ENOUGH) {
      return Pattern.SUSTAINED;
    }
    if (track.alert.isRecurring()) {
      return Pattern.RECURRING;
    }
    return track.activity.isActive() ? Pattern.SPIKE : Pattern.QUIET;
  }
}
