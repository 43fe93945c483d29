package io.schedprobe.analysis.total;

/**
 * How much was beyond a cap of this analysis. All of it is in the sums, none under a name of its
 * own.
 *
 * @param threads events of threads beyond the cap
 * @param culprits runs of culprits beyond the cap
 * @param quotas events of quotas beyond the cap
 * @param overlaps waits, pauses and events of JFR's own, the shortest of too many at a time, that
 *     were not laid beside each other
 */
public record Capped(long threads, long culprits, long quotas, long overlaps) {
  public boolean any() {
    return threads > 0 || culprits > 0 || quotas > 0 || overlaps > 0;
  }
}
