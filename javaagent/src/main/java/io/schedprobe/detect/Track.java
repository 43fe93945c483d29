package io.schedprobe.detect;

/** What is remembered of one cause: about 8 KB. */
final class Track {
  /** Intervals remembered: two minutes if they are of a second. */
  static final int REMEMBERED = 120;

  /** Intervals that a slope is of. */
  private static final int SLOPE_OVER = 30;

  final Cause cause;
  final long cgroupId;
  final CauseWindow window = new CauseWindow();
  final Activity activity = new Activity();
  final AlertState alert = new AlertState();
  private final History lost = new History(REMEMBERED);
  private long intervalNanos;

  /** When it last was at work: the number of the interval. */
  long lastActive;

  Track(Cause cause, long cgroupId) {
    this.cause = cause;
    this.cgroupId = cgroupId;
  }

  /** What it took in the interval that ends. */
  void add(int slot, long stalledNanos, long cpuNanos, long nanos) {
    window.addUse(slot, stalledNanos, cpuNanos);
    double part = (double) stalledNanos / nanos;
    lost.add(part);
    activity.add(part, nanos);
    intervalNanos = nanos;
  }

  /** Sorting 435 slopes and 40 correlations: only for what is to be told. */
  Temporal temporal() {
    double perInterval = Series.slope(lost.last(SLOPE_OVER));
    int period = Series.period(lost.last(REMEMBERED));
    double perMinute = intervalNanos == 0 ? 0 : perInterval * (60e9 / intervalNanos);
    return new Temporal(perMinute, period * intervalNanos, activity.runNanos());
  }
}
