package io.schedprobe.proc;

/**
 * How often to look: as often as a CPU budget of 0.05 % of one core allows, but not more than once
 * a second and not less than every ten seconds.
 *
 * <p>The cost is the least of the last eight scans, by thread: the clock also runs while the
 * scanning thread itself waits for a CPU, and a scan must not grow rare exactly when run queues are
 * long.
 */
final class ScanPace {
  static final long SHORTEST_NANOS = 1_000_000_000L;
  static final long LONGEST_NANOS = 10_000_000_000L;

  private static final long BUDGET_DIVISOR = 2_000;

  private final long[] recentPerThread = new long[8];
  private int scans;

  /**
   * The pause after a scan.
   *
   * @param elapsedNanos what the scan took by the clock
   * @param threads how many it read
   */
  long pauseAfterScan(long elapsedNanos, int threads) {
    int counted = Math.max(1, threads);
    recentPerThread[scans++ & (recentPerThread.length - 1)] = elapsedNanos / counted;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < Math.min(scans, recentPerThread.length); i++) {
      least = Math.min(least, recentPerThread[i]);
    }
    return clamp(least * counted * BUDGET_DIVISOR);
  }

  /** The pause after a report, which reads more than a scan and comes when the caller wants it. */
  static long pauseAfterReport(long elapsedNanos) {
    return clamp(elapsedNanos * BUDGET_DIVISOR);
  }

  private static long clamp(long nanos) {
    return Math.min(LONGEST_NANOS, Math.max(SHORTEST_NANOS, nanos));
  }
}
