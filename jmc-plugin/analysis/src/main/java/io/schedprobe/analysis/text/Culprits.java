package io.schedprobe.analysis.text;

import io.schedprobe.analysis.messages.Messages;
import io.schedprobe.analysis.model.Place;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.Evidence;
import io.schedprobe.analysis.total.NeighborTotals;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Picks whom to name out of all who had the CPU. */
public final class Culprits {
  private static final int NAME = 60;
  private static final int RUNNERS = 3;

  private Culprits() {}

  /**
   * Whom to name.
   *
   * @param words for the start of a sentence
   * @param time it had the CPU during waits
   * @param threads that waited meanwhile; 0 if not known
   */
  public record Main(String words, long time, int threads) {}

  /** Who had the CPU longest, this JVM aside; null if nobody is known. */
  public static Main mainOutside(Analysis analysis) {
    return main(analysis, Set.of(Share.EXTERNAL, Share.SIBLING, Share.KERNEL));
  }

  /** Which other processes had the CPU longest, kernel threads aside too; null if none is known. */
  public static Main mainOther(Analysis analysis) {
    return main(analysis, Set.of(Share.EXTERNAL, Share.SIBLING));
  }

  /**
   * One process where it stands for most of its place, else the place. A container or pod is named
   * with its largest process.
   */
  private static Main main(Analysis analysis, Set<Share> kinds) {
    NeighborTotals place = first(analysis.places(), kinds);
    if (place == null) {
      return null;
    }
    List<NeighborTotals> inside =
        analysis.processes().stream()
            .filter(one -> one.kind() == place.kind())
            .filter(one -> place.kind() != Share.EXTERNAL || same(one.place(), place.place()))
            .toList();
    if (inside.isEmpty()) {
      return new Main(where(place), place.cpuTime(), place.threadsHit());
    }
    NeighborTotals top = inside.get(0);
    if (top.cpuTime() >= place.cpuTime() * 2 / 3 || inside.size() == 1) {
      return new Main(process(top, place), top.cpuTime(), top.threadsHit());
    }
    String names =
        inside.stream()
            .limit(RUNNERS)
            .map(one -> cut(one.name()))
            .collect(Collectors.joining(", "));
    String key = inside.size() > RUNNERS ? "PLACE_WITH_NAMES_AND_MORE" : "PLACE_WITH_NAMES";
    return new Main(Messages.get(key, where(place), names), place.cpuTime(), place.threadsHit());
  }

  private static NeighborTotals first(List<NeighborTotals> totals, Set<Share> kinds) {
    return totals.stream().filter(one -> kinds.contains(one.kind())).findFirst().orElse(null);
  }

  private static boolean same(Place a, Place b) {
    return a.id().equals(b.id());
  }

  /** "nginx (container web of pod shop/web-1, pid 4711)". */
  private static String process(NeighborTotals process, NeighborTotals place) {
    String name = cut(process.name());
    int pids = process.pids().size();
    if (pids == 0) {
      return Messages.get("PROCESS", name, where(place));
    }
    if (pids == 1 && !process.morePids()) {
      return Messages.get("PROCESS_WITH_PID", name, where(place), process.pids().get(0));
    }
    String key = process.morePids() ? "PROCESS_TIMES_OR_MORE" : "PROCESS_TIMES";
    return Messages.get(key, name, where(place), pids);
  }

  private static String where(NeighborTotals place) {
    return switch (place.kind()) {
      case KERNEL -> Messages.get("PLACE_KERNEL");
      case SIBLING -> Messages.get("PLACE_SIBLING");
      default ->
          place.place().words().isEmpty()
              ? Messages.get("PLACE_ELSEWHERE")
              : cut(place.place().words());
    };
  }

  /** The threads of this JVM that ran most while others of it waited; empty if none is known. */
  public static String ownRunners(Analysis analysis) {
    return analysis.evidence() != Evidence.EACH_RUN
        ? ""
        : analysis.own().runners().stream()
            .limit(RUNNERS)
            .map(one -> Messages.get("RUNNER", cut(one.name()), Quantity.time(one.cpuTime())))
            .collect(Collectors.joining(", "));
  }

  private static String cut(String name) {
    return name.length() <= NAME ? name : name.substring(0, NAME - 1) + "…";
  }
}
