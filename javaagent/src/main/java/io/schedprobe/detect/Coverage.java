package io.schedprobe.detect;

import io.schedprobe.source.SourceStatistics;

/**
 * How much of the truth was seen, 0 to 1, from what the source lost since the last interval. Each
 * loss lowers it in proportion. Kept as a window of slots like all else.
 */
final class Coverage {
  private final long[] handed = new long[WindowClock.SLOTS];
  private final long[] dropped = new long[WindowClock.SLOTS];
  private final long[] suppressed = new long[WindowClock.SLOTS];
  private final long[] all = new long[WindowClock.SLOTS];
  private final long[] unseen = new long[WindowClock.SLOTS];
  private final long[] waited = new long[WindowClock.SLOTS];
  private final long[] unattributed = new long[WindowClock.SLOTS];
  private final long[] external = new long[WindowClock.SLOTS];
  private final long[] named = new long[WindowClock.SLOTS];
  private SourceStatistics before;

  /** A single wait: what of its external share has names. */
  void addWait(int slot, long externalNanos, long namedNanos) {
    external[slot] += externalNanos;
    named[slot] += Math.min(externalNanos, namedNanos);
  }

  /** The threads' sums of an interval. */
  void addThreads(int slot, long totalNanos, long unattributedNanos) {
    waited[slot] += totalNanos;
    unattributed[slot] += Math.min(totalNanos, Math.max(0, unattributedNanos));
  }

  /** The source's tallies at the end of an interval; one that fell is another source's. */
  void addTallies(int slot, SourceStatistics now) {
    SourceStatistics last = before == null || now.waits() < before.waits() ? null : before;
    before = now;
    if (last == null) {
      return;
    }
    handed[slot] += since(now.emitted(), last.emitted());
    // What the rate cap suppresses leaves a sample, smaller but sound; a full ring buffer does not.
    dropped[slot] += since(now.dropped(), last.dropped());
    suppressed[slot] += since(now.suppressed(), last.suppressed());
    all[slot] += since(now.waits(), last.waits());
    unseen[slot] +=
        since(now.storageFailed(), last.storageFailed()) + since(now.torn(), last.torn());
  }

  private static long since(long now, long last) {
    return now < 0 || last < 0 ? 0 : Math.max(0, now - last);
  }

  void clear(int slot) {
    for (long[] sums :
        new long[][] {
          handed, dropped, suppressed, all, unseen, waited, unattributed, external, named
        }) {
      sums[slot] = 0;
    }
  }

  /** Of neighbors: single waits must have arrived, and what ran must have a name. */
  double ofNeighbors() {
    return ofQuota() * part(named, external);
  }

  /** Of a quota, which needs no names. */
  double ofQuota() {
    return kept(handed, dropped) * kept(all, unseen) * (1 - lost(unattributed, waited));
  }

  /** Single waits that there were for each that arrived, at least 1: what to multiply counts by. */
  double waitsForEachTold() {
    long told = sum(handed);
    return told == 0 ? 1 : (double) (told + sum(dropped) + sum(suppressed)) / told;
  }

  private static double kept(long[] have, long[] miss) {
    long have1 = sum(have);
    long miss1 = sum(miss);
    return miss1 == 0 ? 1 : (double) have1 / (have1 + miss1);
  }

  private static double part(long[] part, long[] whole) {
    return sum(whole) == 0 ? 1 : (double) sum(part) / sum(whole);
  }

  private static double lost(long[] part, long[] whole) {
    return sum(whole) == 0 ? 0 : (double) sum(part) / sum(whole);
  }

  private static long sum(long[] values) {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }
}
