package io.schedprobe.detect;

import java.util.List;

/**
 * When to alert.
 *
 * @param score the least overall score, 1 to 100
 * @param confidence the least confidence, 0 to 1
 * @param durationNanos for how long it must last, 1 s to 1 h; also the length of the window that
 *     the score is of
 * @param cooldownNanos after word of a cause, the next word of it that nothing new calls for comes
 *     so much later at the earliest; 0 to 7 days
 * @param quota whether a quota is alerted of as well as neighbors
 * @param escalations the first that holds counts; at most 16
 */
public record AlertSettings(
    double score,
    double confidence,
    long durationNanos,
    long cooldownNanos,
    boolean quota,
    List<Escalation> escalations) {

  private static final long SECOND = 1_000_000_000L;

  public static final AlertSettings DEFAULT =
      new AlertSettings(50, 0.6, 5 * SECOND, 300 * SECOND, false, Escalation.DEFAULTS);

  /**
   * @throws IllegalArgumentException if one is out of its range, in words for a user
   */
  public AlertSettings {
    Ranges.check("the score that alerts", score, 1, 100);
    Ranges.check("the confidence that alerts", confidence, 0, 1);
    Ranges.check("the duration in s", (double) durationNanos / SECOND, 1, 3600);
    Ranges.check("the cooldown in s", (double) cooldownNanos / SECOND, 0, 604_800);
    Ranges.check("the number of escalations", escalations.size(), 0, 16);
    escalations = List.copyOf(escalations);
  }
}
