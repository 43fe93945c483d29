package io.schedprobe.summary;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was lost, where the numbers come from, where the recording lies and how to see more. */
final class Footer {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final Summary summary;
  private final Path file;
  private final ZoneId zone;

  Footer(Summary summary, Path file, ZoneId zone) {
    this.summary = summary;
    this.file = file;
    this.zone = zone;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    if (summary.damage() != null) {
      add(
          lines,
          "Damaged: " + Names.visible(summary.damage()) + ". The rest is not in these numbers.");
    }
    add(lines, source());
    add(lines, lost());
    lines.add(span());
    // Never cut or broken: it is to be copied.
    lines.add("More: jfr print --events " + types() + " " + quoted(file.toString()));
    return lines;
  }

  private static void add(List<String> lines, String text) {
    lines.addAll(Columns.wrap(text, SummaryText.WIDTH));
  }

  private String source() {
    SourceTally source = summary.source();
    StringBuilder text = new StringBuilder("Source: ");
    text.append(
        switch (source.name()) {
          case "ebpf" -> "ebpf (kernel tracer)";
          case "proc" -> "proc (run delay from /proc: no single waits, no names)";
          case "none" -> "none";
          default -> "not told by the recording";
        });
    if (source.changed()) {
      text.append(", for a part of the recording another");
    }
    if (source.reason() != null && !source.reason().isBlank()) {
      text.append("; why: ").append(Names.visible(source.reason()));
    }
    if (source.remedy() != null && !source.remedy().isBlank()) {
      text.append("; remedy: ").append(Names.visible(source.remedy()));
    }
    return text.append('.').toString();
  }

  private String lost() {
    Losses losses = summary.losses();
    if (!losses.known() && losses.jfrBytes() == 0) {
      return "Lost: not told by the recording (no schedprobe.TracerStatistics in it).";
    }
    SourceTally source = summary.source();
    if (source.name().equals("proc") && !source.changed() && losses.jfrBytes() == 0) {
      return "Lost: nothing that this source knows; it has the threads' sums alone.";
    }
    List<String> parts = new ArrayList<>();
    parts.add("suppressed " + waits(losses, "suppressed", "suppressedTime"));
    parts.add("dropped " + waits(losses, "dropped", "droppedTime"));
    for (String field : Losses.FIELDS) {
      if (!field.startsWith("suppressed")
          && !field.startsWith("dropped")
          && losses.get(field) > 0) {
        parts.add(words(field) + " " + amount(field, losses.get(field)));
      }
    }
    if (losses.unreadBytes() > 0) {
      parts.add("unread at the end " + Quantity.count(losses.unreadBytes(), "byte") + " of waits");
    }
    if (losses.jfrBytes() > 0) {
      parts.add("by JFR " + Quantity.count(losses.jfrBytes(), "byte") + " of events");
    }
    return "Lost since the tracer was attached: " + String.join(", ", parts) + ".";
  }

  private static String waits(Losses losses, String number, String time) {
    long count = losses.get(number);
    return count == 0
        ? "0"
        : Quantity.count(count, "wait") + " (" + Quantity.time(losses.get(time)) + ")";
  }

  private static String amount(String field, long number) {
    return field.endsWith("Time") ? Quantity.time(number) : Quantity.count(number);
  }

  /** "spansUnnamed" as "spans unnamed". */
  private static String words(String field) {
    return field.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private String span() {
    // Not the recording's: that may have begun long before the agent had anything to tell.
    long nanos = Math.max(0, summary.endNanos() - summary.startNanos());
    return "Events of schedprobe: "
        + Quantity.count(summary.events())
        + ", over "
        + Quantity.time(nanos)
        + " from "
        + TIME.format(Instant.EPOCH.plus(summary.startNanos(), ChronoUnit.NANOS).atZone(zone))
        + ".";
  }

  private String types() {
    return summary.knowsSingle()
        ? "schedprobe.RunQueueLatency,schedprobe.NeighborRun"
        : "schedprobe.ThreadRunQueue,schedprobe.TracerState";
  }

  /** As a shell takes it; a path with invisible characters is only shown. */
  private static String quoted(String path) {
    String visible = Names.visible(path);
    return visible.equals(path) && !path.matches("[A-Za-z0-9_./@%+=:,-]+")
        ? "'" + path.replace("'", "'\\''") + "'"
        : visible;
  }
}
