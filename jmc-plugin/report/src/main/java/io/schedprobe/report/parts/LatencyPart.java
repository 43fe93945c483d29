package io.schedprobe.report.parts;

import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.Percentiles;
import io.schedprobe.analysis.total.TimeLine;
import io.schedprobe.report.lanes.Lanes;
import io.schedprobe.report.view.Cell;
import io.schedprobe.report.view.Figure;
import io.schedprobe.report.view.Part;
import io.schedprobe.report.view.Row;
import io.schedprobe.report.view.Table;
import java.util.ArrayList;
import java.util.List;

/** How long single waits were, in all and over time. */
final class LatencyPart {
  private static final int ROWS = 32;

  private LatencyPart() {}

  /** Null if no single wait is known. */
  static Part of(Analysis analysis, Lanes lanes, Kinds kinds, Times times) {
    if (!analysis.knowsSingle()) {
      return null;
    }
    Percentiles percentiles = analysis.percentiles();
    return new Part(
        "Single waits "
            + Facts.over(analysis)
            + " alone: half of them took at most "
            + Quantity.time(percentiles.p50())
            + ", 90 % "
            + Quantity.time(percentiles.p90())
            + ", 99 % "
            + Quantity.time(percentiles.p99())
            + ", 99.9 % "
            + Quantity.time(percentiles.p999())
            + "; the longest "
            + Quantity.time(analysis.single().longest())
            + ". Percentiles are exact to 1/16.",
        List.of(
            new Figure(
                "heat",
                "Lengths of waits over time",
                "Each cell counts the waits of one length that began in one column; the darker (in"
                    + " the dark theme the lighter), the more. One row is a factor of two.",
                null,
                heatTable(analysis.timeLine(), times)),
            new Figure(
                "histogram",
                "Lengths of waits",
                "Number of waits by length; four bars are about a factor of two.",
                null,
                histogramTable(analysis, lanes, kinds))),
        List.of());
  }

  private static Table heatTable(TimeLine line, Times times) {
    int together = (line.buckets().size() + ROWS - 1) / ROWS;
    int lowest = TimeLine.HEAT_ROWS;
    int highest = 0;
    for (TimeLine.Bucket bucket : line.buckets()) {
      for (int row = 0; row < bucket.heat().size(); row++) {
        if (bucket.heat().get(row) > 0) {
          lowest = Math.min(lowest, row);
          highest = Math.max(highest, row);
        }
      }
    }
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.Column.text("From"));
    columns.add(Table.Column.number("Longest"));
    for (int row = lowest; row <= highest; row++) {
      columns.add(Table.Column.number("from " + Quantity.time(TimeLine.heatFrom(row))));
    }
    List<Row> rows = new ArrayList<>();
    for (int at = 0; at < line.buckets().size(); at += together) {
      List<TimeLine.Bucket> step =
          line.buckets().subList(at, Math.min(line.buckets().size(), at + together));
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.name(times.clock(line.start() + at * line.width())));
      cells.add(Cell.time(step.stream().mapToLong(TimeLine.Bucket::longest).max().orElse(0)));
      for (int row = lowest; row <= highest; row++) {
        int of = row;
        cells.add(
            Cell.count(
                step.stream()
                    .mapToLong(bucket -> of < bucket.heat().size() ? bucket.heat().get(of) : 0)
                    .sum()));
      }
      rows.add(new Row(cells, false, null));
    }
    return Table.plain(
        "heat-table",
        "Number of waits by length, in steps of " + Quantity.setting(together * line.width()),
        columns,
        rows,
        "");
  }

  private static Table histogramTable(Analysis analysis, Lanes lanes, Kinds kinds) {
    List<Row> rows = new ArrayList<>();
    long sum = 0;
    for (ChartsBuilder.Bar bar : new ChartsBuilder(analysis, lanes, kinds).bars()) {
      sum += bar.waits();
      rows.add(
          Row.of(
              Cell.name(Quantity.time(bar.from()) + " to " + Quantity.time(bar.to())),
              Cell.count(bar.waits()),
              Cell.percent(sum, analysis.histogram().total())));
    }
    return Table.plain(
        "histogram-table",
        "Number of waits by length",
        List.of(
            Table.Column.text("Length"),
            Table.Column.number("Waits"),
            Table.Column.number("Not longer")),
        rows,
        "");
  }
}
