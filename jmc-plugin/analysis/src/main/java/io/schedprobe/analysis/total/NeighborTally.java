package io.schedprobe.analysis.total;

import io.schedprobe.analysis.messages.Messages;
import io.schedprobe.analysis.model.Place;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Unknown;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What one culprit took, or one place, or one pod. */
final class NeighborTally {
  private final NeighborTotals.Level level;
  private final Share kind;
  private final String name;
  private final BitSet threads = new BitSet();
  private final NavigableSet<Long> pids = new TreeSet<>();
  private Place place = Place.UNKNOWN;
  private boolean morePids;
  private long cpuTime;
  private long waits;
  private long worst = Unknown.NUMBER;
  private long worstTime;

  // The runs of one wait are told one after the other.
  private long lastWait = Unknown.NUMBER;
  private long lastStart = Unknown.NUMBER;
  private long lastTime;

  /** CPU time over time; null if it has no series. */
  TimeGrid.Series series;

  NeighborTally(NeighborTotals.Level level, Share kind, String name) {
    this.level = level;
    this.kind = kind;
    this.name = name;
  }

  /** Adds a run during a wait. */
  void add(Use use) {
    cpuTime += use.time();
    threads.set(use.thread());
    if (use.waitId() == lastWait && use.start() == lastStart) {
      lastTime += use.time();
    } else {
      waits++;
      lastWait = use.waitId();
      lastStart = use.start();
      lastTime = use.time();
    }
    if (use.waited() > worst || (use.waited() == worst && lastTime > worstTime)) {
      worst = use.waited();
      worstTime = lastTime;
    }
    if (use.pid() > 0 && !pids.contains(use.pid())) {
      if (pids.size() < NeighborTotals.PIDS) {
        pids.add(use.pid());
      } else {
        morePids = true;
      }
    }
  }

  /** Adds what an event tells that knows no single waits. */
  void add(long time) {
    cpuTime += Math.max(0, time);
  }

  /** Remembers where it runs, in the words that say most. */
  void at(Place told) {
    if (place.id().isEmpty() || told.knowledge() > place.knowledge()) {
      place = told;
    }
  }

  long cpuTime() {
    return cpuTime;
  }

  /**
   * All that was added.
   *
   * @param whole the thread that each number of one stands for
   */
  NeighborTotals totals(int rank, int[] whole) {
    return new NeighborTotals(
        level,
        kind,
        label(),
        place,
        cpuTime,
        waits,
        (int) threads.stream().map(thread -> whole[thread]).distinct().count(),
        worst,
        worstTime,
        new ArrayList<>(pids),
        morePids,
        rank);
  }

  private String named() {
    return name.isEmpty() ? Messages.get("NOT_NAMED") : name;
  }

  String label() {
    if (level == NeighborTotals.Level.PROCESS) {
      return named();
    }
    if (level == NeighborTotals.Level.POD && place.pod() != null) {
      return place.pod();
    }
    return switch (kind) {
      case SELF -> Messages.get("GROUP_SELF");
      case KERNEL -> Messages.get("GROUP_KERNEL");
      case SIBLING -> Messages.get("GROUP_SIBLING");
      default -> place.label().isEmpty() ? named() : place.label();
    };
  }

  /**
   * A run of a culprit during a wait.
   *
   * @param thread number of the thread that waited
   * @param waitId of the wait, with its start and length
   * @param time the culprit had the CPU
   */
  record Use(int thread, long waitId, long start, long waited, long pid, long time) {}
}
