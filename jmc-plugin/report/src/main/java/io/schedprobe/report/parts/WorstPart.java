package io.schedprobe.report.parts;

import io.schedprobe.analysis.model.Run;
import io.schedprobe.analysis.model.Wait;
import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.WorstWait;
import io.schedprobe.report.view.Cell;
import io.schedprobe.report.view.Part;
import io.schedprobe.report.view.Row;
import io.schedprobe.report.view.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** The longest single waits, and who had the CPU meanwhile. */
final class WorstPart {
  private static final int ROWS = 200;
  private static final int RUNS = 4;

  private WorstPart() {}

  /** Null if no single wait is known. */
  static Part of(Analysis analysis, Times times) {
    if (analysis.worst().isEmpty()) {
      return null;
    }
    List<Row> rows = new ArrayList<>();
    for (WorstWait worst : analysis.worst().subList(0, Math.min(ROWS, analysis.worst().size()))) {
      rows.add(row(worst, times));
    }
    return Part.of(
        "The "
            + Quantity.count(rows.size(), "longest wait")
            + " of "
            + Quantity.count(analysis.single().count())
            + " told one by one.",
        Table.sortable(
            "worst-table",
            "Longest waits",
            List.of(
                Table.Column.number("Began"),
                Table.Column.text("Thread"),
                Table.Column.sorted("Waited"),
                Table.Column.text("Begun by"),
                Table.Column.text("Shares"),
                Table.Column.text("Who had the CPU")),
            rows,
            ""));
  }

  private static Row row(WorstWait worst, Times times) {
    Wait wait = worst.what();
    return new Row(
        List.of(
            Cell.sorted(times.clock(wait.start()), wait.start()),
            Cell.name(
                wait.thread().label(),
                (wait.cpu() >= 0 ? "got CPU " + wait.cpu() : "")
                    + (wait.migrations() > 0
                        ? ", moved " + Quantity.count(wait.migrations(), "time")
                        : "")),
            Cell.time(wait.waited()),
            Cell.text(Facts.onset(wait.onset())),
            Cell.bar(
                wait.shares().sum() > 0
                    ? ShareWords.name(wait.shares().largest())
                        + " "
                        + Quantity.percent(
                            wait.shares().get(wait.shares().largest()), wait.shares().sum())
                    : "not known",
                wait.shares().sum() > 0 ? ShareWords.bar(wait.shares(), false) : null),
            Cell.text(culprits(worst), rest(worst))),
        false,
        new Row.Span(seconds(wait.start()), seconds(wait.end())));
  }

  private static String seconds(long epochNanos) {
    return String.format(Locale.ROOT, "%.6f", Times.seconds(epochNanos));
  }

  private static String culprits(WorstWait worst) {
    if (worst.runs().isEmpty()) {
      Wait wait = worst.what();
      return wait.neighbor() == null
          ? "nobody is named"
          : wait.neighbor().words() + " " + Quantity.time(wait.neighborTime());
    }
    StringJoiner culprits = new StringJoiner("; ");
    for (Run run : worst.runs().subList(0, Math.min(RUNS, worst.runs().size()))) {
      culprits.add(run.culprit().words() + " " + Quantity.time(run.cpuTime()));
    }
    return culprits.toString();
  }

  private static String rest(WorstWait worst) {
    int more = Math.max(0, worst.runs().size() - RUNS) + worst.moreRuns();
    long time = worst.runs().stream().skip(RUNS).mapToLong(Run::cpuTime).sum() + worst.moreTime();
    StringJoiner rest = new StringJoiner("; ");
    if (more > 0) {
      rest.add(Quantity.count(more) + " more " + Quantity.time(time));
    }
    if (worst.what().unnamed() > 0) {
      rest.add("not named " + Quantity.time(worst.what().unnamed()));
    }
    return rest.toString();
  }
}
