package io.schedprobe.doctor;

import java.util.Locale;

/** The doctor's words on the terminal. */
public final class Report {
  private static final int STATUS_WIDTH = 9;
  private static final int CHECK_WIDTH = 20;

  private Report() {}

  /** Several lines; the last is the verdict. */
  public static String of(Diagnosis diagnosis) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : diagnosis.findings()) {
      pad(text, finding.status().name().toLowerCase(Locale.ROOT), STATUS_WIDTH);
      pad(text, finding.check(), CHECK_WIDTH);
      text.append(printable(finding.found())).append('\n');
      if (!finding.remedy().isEmpty()) {
        text.append(" ".repeat(STATUS_WIDTH + CHECK_WIDTH))
            .append("-> ")
            .append(printable(finding.remedy()))
            .append('\n');
      }
    }
    return text.append("verdict: ").append(printable(diagnosis.verdict())).append('\n').toString();
  }

  private static void pad(StringBuilder text, String word, int width) {
    text.append(word).append(" ".repeat(Math.max(1, width - word.length())));
  }

  /** Paths and release strings of others must not steer a terminal. */
  private static String printable(String words) {
    return words.replaceAll("\\p{Cntrl}", "?");
  }
}
