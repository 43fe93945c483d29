package io.schedprobe.report.view;

import java.util.List;

/**
 * What the rules say.
 *
 * @param lead how much it is, in a sentence
 * @param said by the rules that found something, or could not tell
 * @param fine said by those that found nothing
 */
public record Findings(String lead, List<Finding> said, List<Finding> fine) {
  public Findings {
    said = List.copyOf(said);
    fine = List.copyOf(fine);
  }

  public boolean hasFine() {
    return !fine.isEmpty();
  }

  /**
   * What one rule says.
   *
   * @param rule its name
   * @param kind how bad it is, for the style: warning, info, unknown, ok
   * @param severity the same in words
   * @param solution what to do; empty for nothing
   */
  public record Finding(
      String rule,
      String kind,
      String severity,
      String summary,
      String explanation,
      String solution) {
    public Finding {
      rule = Visible.of(rule);
      summary = Visible.of(summary);
      explanation = Visible.of(explanation);
      solution = Visible.of(solution);
    }
  }
}
