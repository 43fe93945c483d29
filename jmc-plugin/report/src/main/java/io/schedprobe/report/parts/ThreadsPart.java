package io.schedprobe.report.parts;

import io.schedprobe.analysis.model.ThreadKind;
import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.ThreadTotals;
import io.schedprobe.report.view.Cell;
import io.schedprobe.report.view.Part;
import io.schedprobe.report.view.Row;
import io.schedprobe.report.view.Table;
import java.util.ArrayList;
import java.util.List;

/** What each thread waited. */
final class ThreadsPart {
  private static final int ROWS = 200;

  private ThreadsPart() {}

  /** Null if no thread is known to have waited. */
  static Part of(Analysis analysis) {
    if (analysis.threads().isEmpty()) {
      return null;
    }
    List<Row> rows = new ArrayList<>();
    List<ThreadTotals> threads = analysis.threads();
    for (ThreadTotals thread : threads.subList(0, Math.min(ROWS, threads.size()))) {
      rows.add(row(thread));
    }
    if (threads.size() > ROWS) {
      List<ThreadTotals> rest = threads.subList(ROWS, threads.size());
      rows.add(
          Row.beyond(
              Cell.name("(" + Quantity.count(rest.size()) + " more)"),
              Cell.time(rest.stream().mapToLong(ThreadTotals::waited).sum()),
              Cell.count(rest.stream().mapToLong(ThreadTotals::waits).sum()),
              Cell.count(-1),
              Cell.time(-1),
              Cell.time(rest.stream().mapToLong(ThreadTotals::longest).max().orElse(0)),
              Cell.text(""),
              Cell.text("")));
    }
    return Part.of(
        "All waits of each thread, however short, by the periodic events; percentiles are of its"
            + " single waits "
            + Facts.over(analysis)
            + ".",
        Table.sortable(
            "threads-table",
            "Threads that waited",
            List.of(
                Table.Column.text("Thread"),
                Table.Column.sorted("Waited"),
                Table.Column.number("Waits"),
                Table.Column.number("Single"),
                Table.Column.number("99 % at most"),
                Table.Column.number("Longest"),
                Table.Column.text("Who had the CPU"),
                Table.Column.text("Mostly behind")),
            rows,
            ""));
  }

  private static Row row(ThreadTotals thread) {
    return new Row(
        List.of(
            Cell.name(thread.label(), detail(thread)),
            Cell.time(thread.waited()),
            Cell.count(thread.waits()),
            Cell.count(thread.single().count()),
            Cell.time(thread.single().count() > 0 ? thread.percentiles().p99() : -1),
            Cell.time(thread.longest() > 0 ? thread.longest() : -1),
            Cell.bar(
                thread.shares().sum() > 0 ? largest(thread) : "not known",
                thread.shares().sum() > 0 ? ShareWords.bar(thread.shares(), false) : null),
            thread.mainCulprit() == null
                ? Cell.text("")
                : Cell.text(thread.mainCulprit().words(), Quantity.time(thread.mainCulpritTime()))),
        thread.thread() == null,
        null);
  }

  private static String largest(ThreadTotals thread) {
    var share = thread.shares().largest();
    return ShareWords.name(share)
        + " "
        + Quantity.percent(thread.shares().get(share), thread.shares().sum());
  }

  private static String detail(ThreadTotals thread) {
    if (thread.thread() == null) {
      return "";
    }
    String kind =
        switch (thread.kind()) {
          case GC -> "garbage collector";
          case JIT -> "compiler";
          case VM -> "JVM";
          case POOL -> "pool of the JDK";
          case APPLICATION -> "";
        };
    long id = thread.thread().osThreadId();
    String tid = id > 0 ? "OS thread " + id : "";
    return kind + (kind.isEmpty() || tid.isEmpty() ? "" : " · ") + tid;
  }

  /** A kind of thread in words. */
  static String kind(ThreadKind kind) {
    return switch (kind) {
      case GC -> "Garbage collector";
      case JIT -> "Compilers";
      case VM -> "The JVM itself";
      case POOL -> "Pools of the JDK";
      case APPLICATION -> "The program's threads";
    };
  }
}
