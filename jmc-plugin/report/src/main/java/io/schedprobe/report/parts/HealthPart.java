package io.schedprobe.report.parts;

import io.schedprobe.analysis.feed.FeedReport;
import io.schedprobe.analysis.model.TracerState;
import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.TracerHealth;
import io.schedprobe.report.view.Cell;
import io.schedprobe.report.view.Part;
import io.schedprobe.report.view.Row;
import io.schedprobe.report.view.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the numbers come from, and what is missing. */
final class HealthPart {
  private HealthPart() {}

  static Part of(Analysis analysis) {
    List<Table> tables = new ArrayList<>();
    tables.add(tracer(analysis));
    TracerHealth health = analysis.tracer();
    if (health.statistics()) {
      tables.add(losses(health));
    }
    return new Part(lead(health), List.of(), tables);
  }

  private static String lead(TracerHealth health) {
    if (!health.statistics()) {
      return "The recording does not tell what the tracer lost.";
    }
    long missing = health.waitsMissing();
    return missing > 0
        ? Quantity.count(missing, "wait")
            + " over the threshold are missing one by one; sums by thread have them."
        : "No wait over the threshold is known to be missing.";
  }

  /** A source in words. */
  static String source(String source) {
    return switch (source) {
      case "ebpf" -> "the kernel tracer";
      case "proc" -> "/proc alone";
      case "none" -> "nothing";
      default -> "not told";
    };
  }

  /** Every source that served, where there was more than one; else empty. */
  static String sources(Analysis analysis) {
    List<String> sources = analysis.tracer().sources();
    return sources.size() > 1 ? "sources: " + String.join(", ", sources) : "";
  }

  private static Table tracer(Analysis analysis) {
    List<Row> rows = new ArrayList<>();
    TracerHealth health = analysis.tracer();
    TracerState state = health.best();
    add(rows, "Source", source(health.source()));
    add(rows, "Sources in the recording", String.join(", ", health.sources()));
    if (state != null) {
      add(rows, "Why not a better one", state.reason());
      add(rows, "How to get it", state.remedy());
      add(rows, "Cannot be told here", state.limitation());
      add(rows, "Throttling measured", state.throttlingMeasured() ? "yes" : "no");
      add(rows, "Events lie where the wait was", state.backdated() ? "yes" : "no");
      add(rows, "Error of the clock, at most", known(state.clockError()));
    }
    add(
        rows,
        "Waits told one by one from",
        analysis.threshold() < 0 ? null : Quantity.setting(analysis.threshold()));
    FeedReport reading = health.reading();
    add(rows, "Events of schedprobe", Quantity.count(analysis.events()));
    add(rows, "Chunks of the file read", Quantity.count(reading.chunks()));
    add(
        rows,
        "Damage of the file",
        reading.whole()
            ? "none"
            : Quantity.count((long) reading.damages().size() + reading.moreDamages(), "place")
                + ", "
                + Quantity.count(reading.implausible(), "implausible event"));
    add(rows, "CPU time of the agent", known(health.last().getOrDefault("agentCpuTime", -1L)));
    add(rows, "Memory of the agent beside the heap", size(health, "agentMemory"));
    add(rows, "Memory of the tracer in the kernel", size(health, "kernelMemory"));
    add(rows, "Time of the kernel programs", known(health.last().getOrDefault("programTime", -1L)));
    return Table.plain(
        "tracer-table",
        "The tracer and the recording",
        List.of(Table.Column.text("What"), Table.Column.text("Value")),
        rows,
        "");
  }

  private static String known(long nanos) {
    return nanos < 0 ? null : Quantity.time(nanos);
  }

  private static String size(TracerHealth health, String field) {
    long bytes = health.last().getOrDefault(field, -1L);
    return bytes < 0 ? null : PageBuilder.bytes(bytes);
  }

  private static void add(List<Row> rows, String name, String value) {
    if (value != null && !value.isEmpty()) {
      rows.add(Row.of(Cell.name(name), Cell.text(value)));
    }
  }

  private static Table losses(TracerHealth health) {
    List<Row> rows = new ArrayList<>();
    health.lost().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            lost ->
                rows.add(
                    Row.of(
                        Cell.name(lost.getKey()),
                        Cell.text(Losses.words(lost.getKey(), lost.getValue())))));
    if (rows.isEmpty()) {
      rows.add(Row.of(Cell.name("none"), Cell.text("every counter of losses is 0")));
    }
    return Table.plain(
        "losses-table",
        "Losses since the tracer was attached, by the fields of schedprobe.TracerStatistics",
        List.of(Table.Column.text("Counter"), Table.Column.text("What it says")),
        rows,
        "");
  }
}
