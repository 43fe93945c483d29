package io.schedprobe.analysis.total;

import io.schedprobe.analysis.messages.Messages;
import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Place;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.total.NeighborTotals.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who had the CPU, by process, place and pod, of bounded number. */
final class NeighborBook {
  /** Culprits that get a tally of their own at each level; the others of a kind are one. */
  static final int LIMIT = 4_096;

  /** Places that are followed over time. */
  static final int SERIES = 128;

  private final Map<Culprit.Id, NeighborTally> processes = new HashMap<>();
  private final Map<Culprit.Id, NeighborTally> places = new HashMap<>();
  private final Map<Culprit.Id, NeighborTally> pods = new HashMap<>();
  private final TimeGrid grid;
  private int series;
  private long beyond;

  NeighborBook(TimeGrid grid) {
    this.grid = grid;
  }

  /** Adds a run during a wait. */
  void add(Culprit culprit, NeighborTally.Use use) {
    NeighborTally process = process(culprit);
    process.at(culprit.place());
    process.add(use);
    NeighborTally place = place(culprit.kind(), culprit.place());
    place.add(use);
    if (place.series != null) {
      place.series.add(grid.bucket(use.start()), use.time());
    }
    if (!culprit.place().podId().isEmpty()) {
      pod(culprit.place()).add(use);
    }
  }

  /** Adds what an event tells that knows no processes. */
  void add(Place where, long time) {
    place(Share.EXTERNAL, where).add(time);
    if (!where.podId().isEmpty()) {
      pod(where).add(time);
    }
  }

  private NeighborTally process(Culprit culprit) {
    return of(processes, Level.PROCESS, culprit.id());
  }

  private NeighborTally place(Share kind, Place where) {
    NeighborTally tally =
        of(places, Level.PLACE, new Culprit.Id(kind, "", kind == Share.EXTERNAL ? where.id() : ""));
    tally.at(where);
    if (tally.series == null && series < SERIES) {
      tally.series = grid.sums();
      series++;
    }
    return tally;
  }

  private NeighborTally pod(Place where) {
    NeighborTally tally = of(pods, Level.POD, new Culprit.Id(Share.EXTERNAL, "", where.podId()));
    tally.at(where);
    return tally;
  }

  private NeighborTally of(Map<Culprit.Id, NeighborTally> tallies, Level level, Culprit.Id id) {
    NeighborTally tally = tallies.get(id);
    if (tally != null) {
      return tally;
    }
    Culprit.Id key = id;
    if (tallies.size() >= LIMIT) {
      beyond++;
      key = new Culprit.Id(id.kind(), Messages.get("OTHERS"), "");
    }
    String name = key.name();
    return tallies.computeIfAbsent(key, k -> new NeighborTally(level, k.kind(), name));
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  /** Runs of culprits beyond the limit. */
  long beyond() {
    return beyond;
  }

  /** CPU time of all of them. */
  long cpuTime() {
    return places.values().stream().mapToLong(NeighborTally::cpuTime).sum();
  }

  /** Places that are followed over time, the longest first. */
  List<NeighborTally> ranked(int limit) {
    return sorted(places).stream().filter(tally -> tally.series != null).limit(limit).toList();
  }

  /**
   * The longest first.
   *
   * @param whole see {@link NeighborTally#totals}
   */
  List<NeighborTotals> processes(int[] whole) {
    return totals(sorted(processes), List.of(), whole);
  }

  /** With the rank of those in a list. */
  List<NeighborTotals> places(List<NeighborTally> ranks, int[] whole) {
    return totals(sorted(places), ranks, whole);
  }

  List<NeighborTotals> pods(int[] whole) {
    return totals(sorted(pods), List.of(), whole);
  }

  private static List<NeighborTotals> totals(
      List<NeighborTally> tallies, List<NeighborTally> ranks, int[] whole) {
    return tallies.stream().map(tally -> tally.totals(ranks.indexOf(tally), whole)).toList();
  }

  private static List<NeighborTally> sorted(Map<Culprit.Id, NeighborTally> tallies) {
    List<NeighborTally> sorted = new ArrayList<>(tallies.values());
    sorted.removeIf(tally -> tally.cpuTime() <= 0);
    sorted.sort(
        Comparator.comparingLong(NeighborTally::cpuTime)
            .reversed()
            .thenComparing(NeighborTally::label));
    return sorted;
  }
}
