package io.schedprobe.metrics;

import io.schedprobe.model.Share;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Preemptions by who took the CPU. The kernel part counts all, but names the preemptor only of
 * those whose wait it reports: the rest is told as {@link NeighborName#UNNAMED}.
 *
 * <p>A wait may be reported before it is in the sum or after. The rest is therefore reckoned from
 * the sum of the interval before, whose waits have been reported by now: it is never too large, and
 * lags behind by an interval.
 */
final class PreemptionCounts {
  private static final Map<Share, String> OURS =
      new EnumMap<>(
          Map.of(
              Share.SELF, NeighborName.SELF,
              Share.SIBLING, NeighborName.SIBLINGS,
              Share.KERNEL, NeighborName.KERNEL,
              Share.IDLE, "idle"));

  private final Map<String, Tally> byKind = new TreeMap<>();
  private long named;
  private long all;
  private long allBefore;
  private long unnamed;

  /** A preemption by a task that is no neighbor's. */
  void add(Share kind) {
    byKind.computeIfAbsent(OURS.getOrDefault(kind, NeighborName.UNKNOWN), k -> new Tally()).add(1);
    named++;
  }

  /** A preemption by a neighbor, counted in its place. */
  void addNeighbors() {
    named++;
  }

  /** So many preemptions were in the interval that ends. */
  void interval(long preemptions) {
    allBefore = all;
    all += preemptions;
    unnamed = Math.max(unnamed, allBefore - named);
  }

  List<Point> points(String own) {
    List<Point> points = new ArrayList<>();
    byKind.forEach((kind, tally) -> points.add(new Point(List.of(own, kind), tally.sum())));
    points.add(new Point(List.of(own, NeighborName.UNNAMED), unnamed));
    return points;
  }
}
