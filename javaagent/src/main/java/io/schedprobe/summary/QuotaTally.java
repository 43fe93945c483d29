package io.schedprobe.summary;

import java.util.HashMap;
import java.util.Map;

/** The CPU quotas, by the {@code schedprobe.CpuQuota} events, of bounded number. */
final class QuotaTally {
  /** Cgroups that are remembered; a JVM is in one and seldom in another. */
  static final int LIMIT = 64;

  /** One cgroup with a quota. */
  static final class Level {
    private final String cgroup;
    private boolean own;
    private long quota = Fact.UNKNOWN;
    private long quotaPeriod = Fact.UNKNOWN;
    private long lastNanos = Long.MIN_VALUE;
    private boolean changed;
    private long periods;
    private long throttledPeriods;
    private long throttledTime;

    Level(String cgroup) {
      this.cgroup = cgroup;
    }

    private void add(Fact fact) {
      own = fact.flag("own");
      long now = fact.number("quota");
      if (now >= 0) {
        changed |= quota >= 0 && quota != now;
        // A recording file does not keep the order of events.
        if (fact.endNanos() >= lastNanos) {
          lastNanos = fact.endNanos();
          quota = now;
          quotaPeriod = fact.number("quotaPeriod");
        }
      }
      periods += Math.max(0, fact.number("periods"));
      throttledPeriods += Math.max(0, fact.number("throttledPeriods"));
      throttledTime += Math.max(0, fact.number("throttledTime"));
    }

    String cgroup() {
      return cgroup;
    }

    /** Whether it is the JVM's own, not one above it. */
    boolean own() {
      return own;
    }

    /** The last one in force, in nanoseconds; negative if none was seen. */
    long quota() {
      return quota;
    }

    long quotaPeriod() {
      return quotaPeriod;
    }

    /** Whether it was another at first. */
    boolean changed() {
      return changed;
    }

    long periods() {
      return periods;
    }

    long throttledPeriods() {
      return throttledPeriods;
    }

    /** Nanoseconds, added up over the CPUs. */
    long throttledTime() {
      return throttledTime;
    }

    private double cpus() {
      return quotaPeriod > 0 ? (double) quota / quotaPeriod : Double.MAX_VALUE;
    }

    private boolean tells() {
      return quota >= 0 || throttledTime > 0;
    }

    private boolean tighter(Level other) {
      return throttledTime != other.throttledTime
          ? throttledTime > other.throttledTime
          : cpus() < other.cpus();
    }
  }

  private final Map<String, Level> levels = new HashMap<>();

  void add(Fact fact) {
    String cgroup = fact.text("cgroup");
    if (cgroup == null) {
      return;
    }
    Level level = levels.get(cgroup);
    if (level == null && levels.size() < LIMIT) {
      level = new Level(cgroup);
      levels.put(cgroup, level);
    }
    if (level != null) {
      level.add(fact);
    }
  }

  /** The one that throttled most, or else the smallest; null if there is none. */
  Level tightest() {
    Level tightest = null;
    for (Level level : levels.values()) {
      if (level.tells() && (tightest == null || level.tighter(tightest))) {
        tightest = level;
      }
    }
    return tightest;
  }

  /** How many there are. */
  long count() {
    return levels.values().stream().filter(Level::tells).count();
  }
}
