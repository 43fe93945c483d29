package io.schedprobe.report.parts;

import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.TimeLine;
import io.schedprobe.report.lanes.Lane;
import io.schedprobe.report.lanes.Lanes;
import io.schedprobe.report.view.Cell;
import io.schedprobe.report.view.Figure;
import io.schedprobe.report.view.Part;
import io.schedprobe.report.view.Row;
import io.schedprobe.report.view.Table;
import java.util.ArrayList;
import java.util.List;

/** When threads waited, and who had the CPU. */
final class TimelinePart {
  /** Rows of the table beside the chart. */
  private static final int ROWS = 32;

  private TimelinePart() {}

  /** Null if no single wait is known. */
  static Part of(Analysis analysis, Lanes lanes, Kinds kinds, Times times) {
    if (analysis.timeLine().buckets().isEmpty()) {
      return null;
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            "shares",
            "Time waited, by who had the CPU",
            "Each column is "
                + Quantity.setting(analysis.timeLine().width())
                + " wide; a wait counts where it began, with its whole length.",
            kinds.legend(),
            sharesTable(analysis.timeLine(), kinds, times)));
    if (!lanes.lanes().isEmpty()) {
      figures.add(lanes(lanes, kinds, analysis));
    }
    return new Part(
        "Single waits "
            + Facts.over(analysis)
            + ": "
            + Quantity.time(analysis.single().total())
            + " of the "
            + Quantity.time(analysis.waited())
            + " waited in all. Shorter waits are in no chart. Times are of the zone "
            + times.zone().getId()
            + ".",
        figures,
        List.of());
  }

  private static Figure lanes(Lanes lanes, Kinds kinds, Analysis analysis) {
    int shown = Math.min(ChartsBuilder.LANES, lanes.lanes().size());
    long total = lanes.lanes().stream().mapToLong(Lane::total).sum() + lanes.givenUp();
    long drawn = lanes.lanes().stream().limit(shown).mapToLong(Lane::total).sum();
    String which =
        shown == lanes.lanes().size() && lanes.givenUp() == 0
            ? "Every thread that waited, the longest first."
            : "The "
                + Quantity.count(shown, "thread")
                + " that waited longest, of "
                + Quantity.count(lanes.lanes().size())
                + (lanes.givenUp() > 0 ? " or more" : "")
                + "; "
                + Quantity.percent(drawn, total)
                + " of the time waited "
                + Facts.over(analysis)
                + ".";
    List<Row> rows = new ArrayList<>();
    for (Lane lane : lanes.lanes().subList(0, shown)) {
      rows.add(
          Row.of(
              Cell.name(lane.thread().label()),
              Cell.time(lane.total()),
              Cell.count(lane.cells().size()),
              Cell.percent(lane.cells().size(), lanes.columns())));
    }
    return new Figure(
        "lanes",
        "Lanes of the threads",
        which
            + " A column is "
            + Quantity.setting(lanes.width())
            + " wide; its filled height is the part of that time that the thread waited. When within"
            + " a wait a neighbor ran is not recorded: its colors are spread over the whole wait.",
        kinds.legend(),
        Table.sortable(
            "lanes-table",
            "Threads and the columns in which they waited",
            List.of(
                Table.Column.text("Thread"),
                Table.Column.sorted("Waited"),
                Table.Column.number("Columns with a wait"),
                Table.Column.number("Of all columns")),
            rows,
            ""));
  }

  private static Table sharesTable(TimeLine line, Kinds kinds, Times times) {
    int together = (line.buckets().size() + ROWS - 1) / ROWS;
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.Column.text("From"));
    columns.add(Table.Column.number("Waits"));
    columns.add(Table.Column.number("Waited"));
    kinds.list().forEach(kind -> columns.add(Table.Column.number(kind.name())));
    List<Row> rows = new ArrayList<>();
    for (int at = 0; at < line.buckets().size(); at += together) {
      long waits = 0;
      long waited = 0;
      long[] sums = new long[kinds.list().size()];
      int end = Math.min(line.buckets().size(), at + together);
      for (TimeLine.Bucket bucket : line.buckets().subList(at, end)) {
        waits += bucket.waits();
        waited += bucket.shares().sum();
        long[] split = kinds.split(bucket);
        for (int kind = 0; kind < sums.length; kind++) {
          sums[kind] += split[kind];
        }
      }
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.name(times.clock(line.start() + at * line.width())));
      cells.add(Cell.count(waits));
      cells.add(Cell.time(waited));
      for (long sum : sums) {
        cells.add(Cell.time(sum));
      }
      rows.add(new Row(cells, false, null));
    }
    return Table.plain(
        "shares-over-time-table",
        "Time waited by who had the CPU, in steps of " + Quantity.setting(together * line.width()),
        columns,
        rows,
        "");
  }
}
