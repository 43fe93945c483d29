package io.schedprobe.detect;

import io.schedprobe.model.QuotaLevel;
import io.schedprobe.model.Quotas;

/** The part of the quota periods that were throttled, over the window. */
final class QuotaPeriods {
  private final long[] periods = new long[WindowClock.SLOTS];
  private final long[] throttled = new long[WindowClock.SLOTS];
  private Quotas before;

  /** Adds the level that was throttled most since the last interval; null where not known. */
  void add(int slot, Quotas now) {
    Quotas last = before;
    before = now;
    if (now == null || last == null) {
      return;
    }
    long mostPeriods = 0;
    long mostThrottled = 0;
    for (QuotaLevel level : now.levels()) {
      QuotaLevel old = last.level(level.cgroup());
      if (old == null
          || !level.limited()
          || old.periods() < 0
          || level.periods() <= old.periods()) {
        continue;
      }
      long p = level.periods() - old.periods();
      long t = Math.max(0, level.throttledPeriods() - old.throttledPeriods());
      if (mostPeriods == 0 || (double) t / p > (double) mostThrottled / mostPeriods) {
        mostPeriods = p;
        mostThrottled = t;
      }
    }
    periods[slot] += mostPeriods;
    throttled[slot] += mostThrottled;
  }

  void clear(int slot) {
    periods[slot] = 0;
    throttled[slot] = 0;
  }

  /** 0 to 1; -1 if no period of a quota ended. */
  double part() {
    long all = 0;
    long some = 0;
    for (int i = 0; i < periods.length; i++) {
      all += periods[i];
      some += throttled[i];
    }
    return all == 0 ? -1 : (double) some / all;
  }
}
