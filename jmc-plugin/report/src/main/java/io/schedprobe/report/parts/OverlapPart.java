package io.schedprobe.report.parts;

import io.schedprobe.analysis.model.Pause;
import io.schedprobe.analysis.model.Work;
import io.schedprobe.analysis.overlap.Overlaps;
import io.schedprobe.analysis.overlap.PauseOverlap;
import io.schedprobe.analysis.overlap.WorkOverlap;
import io.schedprobe.analysis.text.Sentences;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.report.view.Cell;
import io.schedprobe.report.view.Part;
import io.schedprobe.report.view.Row;
import io.schedprobe.report.view.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Waits for the CPU within pauses of the JVM, and within what JFR says threads did. */
final class OverlapPart {
  private static final int ROWS = 40;

  private OverlapPart() {}

  /** Null if the recording has no single waits, or nothing to lay them beside. */
  static Part of(Analysis analysis, Times times) {
    if (!analysis.knowsSingle()) {
      return null;
    }
    Overlaps overlaps = analysis.overlaps();
    List<Table> tables = new ArrayList<>();
    List<Row> sums = new ArrayList<>();
    for (Pause.Kind kind : Pause.Kind.values()) {
      add(sums, pause(kind), overlaps.pauses().get(kind));
    }
    for (Work.Kind kind : Work.Kind.values()) {
      add(sums, work(kind), overlaps.works().get(kind));
    }
    if (sums.isEmpty()) {
      return null;
    }
    tables.add(
        Table.sortable(
            "overlaps-table",
            "How much of it was a wait for the CPU",
            List.of(
                Table.Column.text("What"),
                Table.Column.number("Number"),
                Table.Column.number("With a wait"),
                Table.Column.number("Lasted"),
                Table.Column.sorted("Waited for the CPU"),
                Table.Column.text("Who had the CPU")),
            sums,
            "JFR records such events from a length of their own on, mostly 20 ms or 10 ms. Within a"
                + " pause, the time waited is added up over the threads and can be longer than it."));
    if (!overlaps.worstPauses().isEmpty()) {
      tables.add(pauses(overlaps.worstPauses(), times));
    }
    if (!overlaps.worstWorks().isEmpty()) {
      tables.add(works(overlaps.worstWorks(), times));
    }
    return new Part(
        "Waits for the CPU that lie within pauses of the JVM, and within what JFR says the same"
            + " thread did at the time.",
        List.of(),
        tables);
  }

  private static void add(List<Row> rows, String name, Overlaps.Sum sum) {
    if (sum != null && sum.count() > 0) {
      rows.add(
          Row.of(
              Cell.name(name),
              Cell.count(sum.count()),
              Cell.count(sum.hit()),
              Cell.time(sum.length()),
              Cell.time(sum.waited()),
              Cell.bar(
                  sum.shares().sum() > 0 ? ShareWords.words(sum.shares()) : "",
                  sum.shares().sum() > 0 ? ShareWords.bar(sum.shares(), false) : null)));
    }
  }

  private static Table pauses(List<PauseOverlap> pauses, Times times) {
    List<Row> rows = new ArrayList<>();
    for (PauseOverlap overlap : pauses.subList(0, Math.min(ROWS, pauses.size()))) {
      rows.add(
          new Row(
              List.of(
                  Cell.sorted(times.clock(overlap.pause().start()), overlap.pause().start()),
                  Cell.name(pause(overlap.pause().kind()), overlap.pause().name()),
                  Cell.time(overlap.pause().length()),
                  Cell.time(overlap.longest()),
                  Cell.text(Sentences.of(overlap))),
              false,
              span(overlap.pause().start(), overlap.pause().end())));
    }
    return Table.sortable(
        "pauses-table",
        "Pauses with the most waiting in them",
        columns("Longest wait in it"),
        rows,
        shown(rows.size(), pauses.size()));
  }

  private static Table works(List<WorkOverlap> works, Times times) {
    List<Row> rows = new ArrayList<>();
    for (WorkOverlap overlap : works.subList(0, Math.min(ROWS, works.size()))) {
      Work work = overlap.work();
      rows.add(
          new Row(
              List.of(
                  Cell.sorted(times.clock(work.start()), work.start()),
                  Cell.name(work(work.kind()), work.thread().label()),
                  Cell.time(work.length()),
                  Cell.time(overlap.waited()),
                  Cell.text(Sentences.of(overlap), work.detail())),
              false,
              span(work.start(), work.end())));
    }
    return Table.sortable(
        "works-table",
        "I/O, locks and parking with the most waiting in them",
        columns("Waited in it"),
        rows,
        shown(rows.size(), works.size()));
  }

  private static List<Table.Column> columns(String waited) {
    return List.of(
        Table.Column.number("Began"),
        Table.Column.text("What"),
        Table.Column.number("Lasted"),
        Table.Column.sorted(waited),
        Table.Column.text("In words"));
  }

  private static String shown(int shown, int kept) {
    return kept > shown ? "The " + shown + " with the most waiting; more are not shown." : "";
  }

  private static Row.Span span(long start, long end) {
    return new Row.Span(
        String.format(Locale.ROOT, "%.6f", Times.seconds(start)),
        String.format(Locale.ROOT, "%.6f", Times.seconds(end)));
  }

  private static String pause(Pause.Kind kind) {
    return switch (kind) {
      case GC -> "Garbage collection pause";
      case TO_SAFEPOINT -> "Reaching a safepoint";
      case VM_OPERATION -> "Operation at a safepoint";
    };
  }

  private static String work(Work.Kind kind) {
    return switch (kind) {
      case SOCKET_READ -> "Socket read";
      case SOCKET_WRITE -> "Socket write";
      case FILE_READ -> "File read";
      case FILE_WRITE -> "File write";
      case FILE_FORCE -> "File force";
      case MONITOR_ENTER -> "Entering a monitor";
      case MONITOR_WAIT -> "Waiting on a monitor";
      case PARK -> "Parked";
      case SLEEP -> "Sleep";
    };
  }
}
