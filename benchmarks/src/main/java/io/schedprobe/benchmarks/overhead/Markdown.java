package io.schedprobe.benchmarks.overhead;

import java.util.Collections;
import java.util.Locale;

/** Text for a page, grown line by line. */
public final class Markdown {
  private final StringBuilder text = new StringBuilder();

  /** A paragraph. */
  public void paragraph(String words) {
    text.append(words).append("\n\n");
  }

  /** The head of a table: its first column holds words, the others numbers. */
  public void head(String... cells) {
    row(cells);
    text.append("|---|")
        .append(String.join("", Collections.nCopies(cells.length - 1, "---:|")))
        .append('\n');
  }

  public void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** Ends a table. */
  public void end() {
    text.append('\n');
  }

  /** The head of a table of targets. */
  public void targets() {
    head("target", "measured", "");
  }

  public void target(String words, String measured, boolean met) {
    row(words, measured, met ? "PASS" : "MISS");
  }

  public static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
