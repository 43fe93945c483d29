package io.schedprobe.report.parts;

import io.schedprobe.analysis.model.Place;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.Evidence;
import io.schedprobe.analysis.total.NeighborTotals;
import io.schedprobe.report.view.Cell;
import io.schedprobe.report.view.Part;
import io.schedprobe.report.view.Row;
import io.schedprobe.report.view.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Who had the CPU while threads waited. */
final class NeighborsPart {
  private static final int ROWS = 100;
  private static final int PIDS = 4;

  private NeighborsPart() {}

  /** Null if nobody is named. */
  static Part of(Analysis analysis, Kinds kinds) {
    if (analysis.evidence() == Evidence.NONE || analysis.places().isEmpty()) {
      return null;
    }
    String lead =
        switch (analysis.evidence()) {
          case EACH_RUN ->
              "CPU time that others had while threads of this JVM waited in single waits "
                  + Facts.over(analysis)
                  + ". A moment in which two threads waited counts twice.";
          case LARGEST_ONLY ->
              "Of each single wait "
                  + Facts.over(analysis)
                  + " the largest neighbor alone is known; others had more than is told here.";
          default -> "Sums by cgroup, of all waits; who of it ran is not known.";
        };
    List<Table> tables = new ArrayList<>();
    if (!analysis.pods().isEmpty()) {
      tables.add(table("pods", "By pod", "Pod", analysis.pods(), analysis, null));
    }
    tables.add(
        table(
            "places",
            "By container or cgroup",
            "Container or cgroup",
            analysis.places(),
            analysis,
            kinds));
    List<NeighborTotals> processes =
        analysis.processes().stream().filter(process -> process.kind().outside()).toList();
    if (!processes.isEmpty()) {
      tables.add(
          table("processes", "By process outside this JVM", "Process", processes, analysis, null));
    }
    return new Part(lead, List.of(), tables);
  }

  private static Table table(
      String id,
      String caption,
      String head,
      List<NeighborTotals> totals,
      Analysis analysis,
      Kinds kinds) {
    // Sums by cgroup are of all waits, however short, and do not tell which.
    boolean ofAll = analysis.evidence() == Evidence.CGROUPS;
    long whole = analysis.knowsSingle() && !ofAll ? analysis.single().total() : analysis.waited();
    List<Row> rows = new ArrayList<>();
    for (NeighborTotals neighbor : totals.subList(0, Math.min(ROWS, totals.size()))) {
      rows.add(
          Row.of(
              Cell.name(neighbor.name(), where(neighbor), kinds == null ? "" : kinds.of(neighbor)),
              Cell.text(ShareWords.name(neighbor.kind())),
              Cell.time(neighbor.cpuTime()),
              Cell.percent(neighbor.cpuTime(), whole),
              Cell.count(ofAll ? -1 : neighbor.waits()),
              Cell.count(ofAll ? -1 : neighbor.threadsHit()),
              worst(neighbor)));
    }
    if (totals.size() > ROWS) {
      List<NeighborTotals> rest = totals.subList(ROWS, totals.size());
      long sum = rest.stream().mapToLong(NeighborTotals::cpuTime).sum();
      rows.add(
          Row.beyond(
              Cell.name("(" + Quantity.count(rest.size()) + " more)"),
              Cell.text(""),
              Cell.time(sum),
              Cell.percent(sum, whole),
              Cell.count(-1),
              Cell.count(-1),
              Cell.time(-1)));
    }
    return Table.sortable(
        id + "-table",
        caption,
        List.of(
            Table.Column.text(head),
            Table.Column.text("Share"),
            Table.Column.sorted("Had the CPU for"),
            Table.Column.number("Of the waits"),
            Table.Column.number("Waits"),
            Table.Column.number("Threads hit"),
            Table.Column.number("Longest wait")),
        rows,
        "");
  }

  private static Cell worst(NeighborTotals neighbor) {
    if (neighbor.worst() < 0) {
      return Cell.time(-1);
    }
    Cell worst = Cell.time(neighbor.worst());
    return new Cell(
        worst.text(),
        worst.sort(),
        "it ran for " + Quantity.time(neighbor.worstTime()),
        false,
        true,
        null,
        "");
  }

  /** Where it runs and by what ids, as far as the name does not say it already. */
  private static String where(NeighborTotals neighbor) {
    Place place = neighbor.place();
    StringJoiner where = new StringJoiner(" · ");
    if (neighbor.level() == NeighborTotals.Level.PROCESS) {
      add(where, "", place.label());
    }
    if (neighbor.level() == NeighborTotals.Level.PLACE) {
      add(where, "", place.runtime());
      add(where, "", place.qosClass());
      add(
          where,
          "unit ",
          place.unit() == null || neighbor.name().equals(place.unit()) ? null : place.unit());
      add(
          where,
          "",
          place.cgroup() == null || neighbor.name().contains(place.cgroup())
              ? null
              : place.cgroup());
    }
    if (!neighbor.pids().isEmpty()
        && neighbor.kind() != Share.SELF
        && neighbor.level() == NeighborTotals.Level.PROCESS) {
      int known = neighbor.pids().size();
      StringJoiner pids = new StringJoiner(", ", known == 1 ? "pid " : "pids ", "");
      neighbor.pids().stream().limit(PIDS).forEach(pid -> pids.add(String.valueOf(pid)));
      where.add(
          pids
              + (known > PIDS || neighbor.morePids()
                  ? " and "
                      + (neighbor.morePids() ? "more than " : "")
                      + Math.max(0, known - PIDS)
                      + " more"
                  : ""));
    }
    return where.toString();
  }

  private static void add(StringJoiner to, String before, String text) {
    if (text != null && !text.isEmpty()) {
      to.add(before + text);
    }
  }
}
