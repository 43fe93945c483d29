package io.schedprobe.report.parts;

import io.schedprobe.analysis.model.ThreadKind;
import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.NeighborTotals;
import io.schedprobe.analysis.total.OwnContention;
import io.schedprobe.report.view.Cell;
import io.schedprobe.report.view.Part;
import io.schedprobe.report.view.Row;
import io.schedprobe.report.view.Table;
import java.util.ArrayList;
import java.util.List;

/** How threads of the JVM stood in each other's way. */
final class InsidePart {
  private static final int ROWS = 50;

  private InsidePart() {}

  /** Null if they did not. */
  static Part of(Analysis analysis) {
    OwnContention own = analysis.own();
    if (own.total() <= 0) {
      return null;
    }
    List<Row> kinds = new ArrayList<>();
    for (ThreadKind kind : ThreadKind.values()) {
      long ran = own.byRunner().getOrDefault(kind, 0L);
      long waited = own.byStalled().getOrDefault(kind, 0L);
      if (ran > 0 || waited > 0) {
        kinds.add(
            Row.of(
                Cell.name(ThreadsPart.kind(kind)),
                Cell.time(ran),
                Cell.percent(ran, own.total()),
                Cell.time(waited),
                Cell.percent(waited, own.total())));
      }
    }
    if (own.unnamed() > 0) {
      kinds.add(
          Row.beyond(
              Cell.name("(not named)"),
              Cell.time(own.unnamed()),
              Cell.percent(own.unnamed(), own.total()),
              Cell.time(-1),
              Cell.text("")));
    }
    List<Row> runners = new ArrayList<>();
    for (NeighborTotals runner : own.runners()) {
      if (runners.size() == ROWS) {
        break;
      }
      runners.add(
          Row.of(
              Cell.name(runner.name()),
              Cell.time(runner.cpuTime()),
              Cell.percent(runner.cpuTime(), own.total()),
              Cell.count(runner.waits()),
              Cell.count(runner.threadsHit())));
    }
    int more = own.runners().size() - runners.size();
    return Part.of(
        "In single waits "
            + Facts.over(analysis)
            + ", threads of this JVM waited "
            + Quantity.time(own.total())
            + " ("
            + Quantity.percent(own.total(), analysis.single().total())
            + ") behind other threads of this JVM.",
        Table.plain(
            "own-kinds-table",
            "Who ran and who waited meanwhile",
            List.of(
                Table.Column.text("Threads"),
                Table.Column.number("Ran"),
                Table.Column.number("Of the whole"),
                Table.Column.number("Waited"),
                Table.Column.number("Of the whole")),
            kinds,
            ""),
        Table.sortable(
            "own-runners-table",
            "Threads of this JVM that ran while others waited",
            List.of(
                Table.Column.text("Thread"),
                Table.Column.sorted("Had the CPU for"),
                Table.Column.number("Of the whole"),
                Table.Column.number("Waits"),
                Table.Column.number("Threads hit")),
            runners,
            more > 0 ? Quantity.count(more) + " more are not shown." : ""));
  }
}
