package io.schedprobe.report.parts;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.total.NeighborTotals;
import io.schedprobe.analysis.total.TimeLine;
import io.schedprobe.report.view.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What charts over time tell apart by colour and hatching: the neighbors that had the CPU longest,
 * all other neighbors, and the other shares.
 */
final class Kinds {
  /** Neighbors with a colour of their own; more could not be told apart. */
  private static final int NEIGHBORS = 3;

  /**
   * @param kind by which style and script know it
   * @param share that it is, or is a part of
   * @param rank its place in the time line's ranks; -1 for none
   * @param place what its place is told apart by; null for none
   */
  record Kind(String kind, String name, Share share, int rank, String place) {}

  private final List<Kind> kinds = new ArrayList<>();

  Kinds(List<NeighborTotals> ranks) {
    for (int rank = 0; rank < ranks.size() && kinds.size() < NEIGHBORS; rank++) {
      NeighborTotals neighbor = ranks.get(rank);
      if (neighbor.kind() == Share.EXTERNAL && !neighbor.place().id().isEmpty()) {
        String kind = "neighbor" + (kinds.size() + 1);
        kinds.add(new Kind(kind, neighbor.name(), Share.EXTERNAL, rank, neighbor.place().id()));
      }
    }
    String others = kinds.isEmpty() ? "Neighbors" : "Other neighbors, or not named";
    kinds.add(new Kind("neighbors", others, Share.EXTERNAL, -1, null));
    for (Share share : ShareWords.ORDER) {
      if (share != Share.EXTERNAL) {
        kinds.add(new Kind(share.field(), ShareWords.name(share), share, -1, null));
      }
    }
  }

  List<Kind> list() {
    return kinds;
  }

  Figure.Legend legend() {
    return new Figure.Legend(
        kinds.stream().map(kind -> new Figure.Entry(kind.kind(), kind.name())).toList());
  }

  /** The kind that stands for a neighbor. */
  String of(NeighborTotals neighbor) {
    return kinds.stream()
        .filter(
            kind ->
                kind.place() == null
                    ? kind.share() == neighbor.kind()
                    : kind.rank() == neighbor.rank() && neighbor.kind() == Share.EXTERNAL)
        .map(Kind::kind)
        .findFirst()
        .orElse("");
  }

  /**
   * Takes a time apart by kind, in nanoseconds. The neighbors together are exactly the share
   * external, whatever is told of each.
   *
   * @param share length of a share
   * @param neighbor length of what a kind of neighbor is told to have had
   */
  long[] split(ToLongFunction<Share> share, ToLongFunction<Kind> neighbor) {
    long[] split = new long[kinds.size()];
    long external = share.applyAsLong(Share.EXTERNAL);
    for (int i = 0; i < split.length; i++) {
      Kind kind = kinds.get(i);
      if (kind.place() != null) {
        split[i] = Math.min(external, Math.max(0, neighbor.applyAsLong(kind)));
        external -= split[i];
      } else {
        split[i] = kind.share() == Share.EXTERNAL ? external : share.applyAsLong(kind.share());
      }
    }
    return split;
  }

  /** Takes a bucket of the time line apart. */
  long[] split(TimeLine.Bucket bucket) {
    return split(bucket.shares()::get, kind -> bucket.byRank().get(kind.rank()));
  }
}
