package io.schedprobe.report.parts;

import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.report.view.Findings;
import io.schedprobe.rules.Found;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmc.flightrecorder.rules.Severity;

/** What the rules of the plug-in for JMC find, and what to do about it. */
final class FindingsPart {
  private FindingsPart() {}

  /** Null if the rules have nothing to look at. */
  static Findings of(Analysis analysis) {
    List<Found> found = io.schedprobe.rules.Findings.of(analysis);
    if (found.isEmpty()) {
      return null;
    }
    List<Findings.Finding> said = new ArrayList<>();
    List<Findings.Finding> fine = new ArrayList<>();
    for (Found one : found) {
      (isFine(one) ? fine : said).add(finding(one));
    }
    return new Findings(lead(found), said, fine);
  }

  private static boolean isFine(Found found) {
    return found.severity() == Severity.OK || found.severity() == Severity.IGNORE;
  }

  private static String lead(List<Found> found) {
    long problems = found.stream().filter(Found::isProblem).count();
    long unknown = found.stream().filter(one -> one.severity() == Severity.NA).count();
    String said =
        problems > 0
            ? Quantity.count(problems)
                + " of "
                + Quantity.count(found.size(), "rule")
                + " found something, the gravest first."
            : unknown > 0
                ? "Nothing found by the rules that this recording has enough for."
                : "Nothing found: " + Quantity.count(found.size(), "rule") + " looked for it.";
    return unknown > 0
        ? said + " This recording can't tell for " + Quantity.count(unknown, "rule") + "."
        : said;
  }

  private static Findings.Finding finding(Found found) {
    return new Findings.Finding(
        found.name(),
        switch (found.severity()) {
          case WARNING -> "warning";
          case INFO -> "info";
          case NA -> "unknown";
          default -> "ok";
        },
        switch (found.severity()) {
          case WARNING -> "Warning";
          case INFO -> "Information";
          case NA -> "Can't tell";
          default -> "OK";
        },
        found.summary(),
        found.explanation(),
        found.solution());
  }
}
