package io.schedprobe.analysis.total;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.Wait;
import java.util.ArrayList;
import java.util.List;

/** Adds up single waits over time. */
final class TimeLineBuilder {
  private final TimeGrid grid;
  private final TimeGrid.Series waits;
  private final TimeGrid.Series longest;
  private final List<TimeGrid.Series> shares = new ArrayList<>();
  private final List<TimeGrid.Series> heat = new ArrayList<>();

  TimeLineBuilder(TimeGrid grid) {
    this.grid = grid;
    this.waits = grid.sums();
    this.longest = grid.maxima();
    for (int i = 0; i < Share.values().length; i++) {
      shares.add(grid.sums());
    }
    for (int i = 0; i < TimeLine.HEAT_ROWS; i++) {
      heat.add(grid.sums());
    }
  }

  void add(Wait wait) {
    int bucket = grid.bucket(wait.start());
    waits.add(bucket, 1);
    longest.add(bucket, wait.waited());
    for (Share share : Share.values()) {
      shares.get(share.ordinal()).add(bucket, wait.shares().get(share));
    }
    heat.get(TimeLine.heatRow(wait.waited())).add(bucket, 1);
  }

  /**
   * The line so far.
   *
   * @param ranks places that are told apart
   * @param all every place that is followed
   * @param whole see {@link NeighborTally#totals}
   */
  TimeLine build(List<NeighborTally> ranks, List<NeighborTally> all, int[] whole) {
    if (grid.count() == 0) {
      return TimeLine.EMPTY;
    }
    List<TimeLine.Bucket> buckets = new ArrayList<>();
    for (int i = 0; i < grid.count(); i++) {
      int bucket = i;
      List<Long> byRank = new ArrayList<>();
      ranks.forEach(place -> byRank.add(place.series.get(bucket)));
      long named = all.stream().mapToLong(place -> place.series.get(bucket)).sum();
      byRank.add(named - byRank.stream().mapToLong(Long::longValue).sum());
      buckets.add(
          new TimeLine.Bucket(
              waits.get(bucket),
              longest.get(bucket),
              Shares.of(share -> shares.get(share.ordinal()).get(bucket)),
              byRank,
              heat.stream().map(row -> row.get(bucket)).toList()));
    }
    List<NeighborTotals> totals = new ArrayList<>();
    for (int i = 0; i < ranks.size(); i++) {
      totals.add(ranks.get(i).totals(i, whole));
    }
    return new TimeLine(grid.start(), grid.width(), buckets, totals);
  }
}
