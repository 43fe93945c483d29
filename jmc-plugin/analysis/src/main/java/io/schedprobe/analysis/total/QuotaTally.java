package io.schedprobe.analysis.total;

import io.schedprobe.analysis.model.Quota;
import io.schedprobe.analysis.model.Throttled;
import io.schedprobe.analysis.model.Unknown;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The CPU quotas of a recording, of bounded number. */
final class QuotaTally {
  /** Cgroups that are remembered; a JVM is in one and seldom in another. */
  static final int LIMIT = 64;

  private final Map<String, Level> levels = new HashMap<>();
  private long beyond;

  private static final class Level {
    final String cgroup;
    boolean own;
    long quota = Unknown.NUMBER;
    long quotaPeriod = Unknown.NUMBER;
    long last = Long.MIN_VALUE;
    boolean changed;
    long periods;
    long throttledPeriods;
    long throttledTime;
    long pressureSome;
    long observed;
    long stalled;

    Level(String cgroup) {
      this.cgroup = cgroup;
    }

    void add(Quota told) {
      own |= told.own();
      if (told.quota() >= 0) {
        changed |= quota >= 0 && quota != told.quota();
        // A recording does not keep the order of events.
        if (told.end() >= last) {
          last = told.end();
          quota = told.quota();
          quotaPeriod = told.quotaPeriod();
        }
      }
      periods += Math.max(0, told.periods());
      throttledPeriods += Math.max(0, told.throttledPeriods());
      throttledTime += Math.max(0, told.throttledTime());
      pressureSome += Math.max(0, told.pressureSome());
      observed += Math.max(0, told.period());
    }

    QuotaTotals totals() {
      return new QuotaTotals(
          cgroup,
          own,
          quota,
          quotaPeriod,
          changed,
          periods,
          throttledPeriods,
          throttledTime,
          pressureSome,
          observed,
          stalled);
    }
  }

  void add(Quota quota) {
    Level level = of(quota.cgroup());
    if (level != null) {
      level.add(quota);
    }
  }

  void add(Throttled throttled) {
    Level level = of(throttled.cgroup());
    if (level != null) {
      level.stalled += throttled.throttled();
      if (level.quota < 0 && throttled.quota() >= 0) {
        level.quota = throttled.quota();
        level.quotaPeriod = throttled.quotaPeriod();
      }
    }
  }

  /** Null if there is no name, or no room. */
  private Level of(String cgroup) {
    if (cgroup == null) {
      return null;
    }
    Level level = levels.get(cgroup);
    if (level == null && levels.size() >= LIMIT) {
      beyond++;
      return null;
    }
    return level != null ? level : levels.computeIfAbsent(cgroup, Level::new);
  }

  long beyond() {
    return beyond;
  }

  /** The one that throttled most first, then the smallest. */
  List<QuotaTotals> totals() {
    return levels.values().stream()
        .map(Level::totals)
        .sorted(
            Comparator.comparingLong(QuotaTotals::throttledTime)
                .reversed()
                .thenComparingDouble(QuotaTotals::cpus)
                .thenComparing(QuotaTotals::cgroup))
        .toList();
  }
}
