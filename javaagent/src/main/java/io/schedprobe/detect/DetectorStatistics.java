package io.schedprobe.detect;

/**
 * Tallies of the detector since its start.
 *
 * @param tracked neighbors that it remembers now
 * @param untracked intervals of neighbors that found no place, each counted once an interval; they
 *     are in the sums of all neighbors together
 * @param evicted neighbors given up for others
 * @param cooledDown alerts that began within the cooldown of the last, and were held back
 * @param alerts words of alerts given out, of which...
 * @param resolved ...so many said that one is over
 */
public record DetectorStatistics(
    int tracked, long untracked, long evicted, long cooledDown, long alerts, long resolved) {}
