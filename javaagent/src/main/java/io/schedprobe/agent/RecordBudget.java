package io.schedprobe.agent;

/**
 * Keeps what single waits cost the tracer's thread below a share of one CPU, by the cap on their
 * records. What is not used is saved up for a burst: a short storm is told in full, a lasting one
 * as a sample, whose rest the kernel counts as suppressed.
 */
final class RecordBudget {
  /**
   * A second from all CPUs: what remains however little the budget is, so that there are examples.
   */
  private static final double LEAST = 50;

  /** What may be saved up: what this time grants. */
  private static final long SAVED_NANOS = 300_000_000_000L;

  private static final long INTERVAL_NANOS = 900_000_000L;

  private final double share;
  private final long most;
  private final double burst;
  private double left;
  private boolean held;
  private long cap;
  private long begun;
  private long spent;
  private long records;

  /**
   * @param share of one CPU, over 0; infinite for no budget
   * @param most the cap while the budget suffices, records a second from each CPU
   */
  RecordBudget(double share, long most) {
    this.share = share;
    this.most = most;
    this.burst = SAVED_NANOS * share;
    this.left = burst;
    this.cap = most;
  }

  /** A source was opened: what was before it does not count. */
  void begin(long now) {
    begun = now;
    spent = 0;
    records = 0;
  }

  /** Records a second from each CPU that the kernel is to let through now. */
  long cap() {
    return cap;
  }

  /**
   * The waits that were there have been carried on.
   *
   * @param spentNanos CPU time that this took; negative if it is not known
   * @return whether the cap is another now
   */
  boolean spent(long now, long spentNanos, long delivered) {
    spent += Math.max(0, spentNanos);
    records += delivered;
    long elapsed = now - begun;
    if (Double.isInfinite(share) || elapsed < INTERVAL_NANOS) {
      return false;
    }
    long before = cap;
    double granted = elapsed * share;
    // A debt is limited too: one storm is not to be paid for by silence ever after.
    left = Math.max(-burst, Math.min(burst, left + granted - spent));
    held = held ? left < burst / 2 : left <= 0;
    cap = held ? held(granted, elapsed) : most;
    begin(now);
    return cap != before;
  }

  /**
   * As many as the interval's grant would have paid for, or as few as are always let through, but
   * no more than twice as many.
   */
  private long held(double granted, long elapsed) {
    double most = Math.min((double) this.most, 2.0 * cap);
    if (spent == 0 || records == 0) {
      return (long) most;
    }
    double perSecond = records * 1e9 / elapsed;
    double had = Math.min((double) cap, Math.ceil(perSecond));
    double factor = Math.max(granted / spent, LEAST / perSecond);
    return (long) Math.max(1.0, Math.min(most, had * factor));
  }
}
