package io.schedprobe.benchmarks.overhead;

import java.util.Collections;
import java.util.Locale;

/** Text for a page, grown line by line. */
final class Markdown {
  private final StringBuilder text = new StringBuilder();

  /** A paragraph. */
  void paragraph(String words) {
    text.append(words).append("\n\n");
  }

  /** The head of a table: its first column holds words, the others numbers. */
  void head(String... cells) {
    row(cells);
    text.append("|---|")
        .append(String.join("", Collections.nCopies(cells.length - 1, "---:|")))
        .append('\n');
  }

  void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** Ends a table. */
  void end() {
    text.append('\n');
  }

  /** The head of a table of targets. */
  void targets() {
    head("target", "measured", "");
  }

  void target(String words, String measured, boolean met) {
    row(words, measured, met ? "PASS" : "MISS");
  }

  static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
