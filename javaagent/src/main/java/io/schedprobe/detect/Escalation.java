package io.schedprobe.detect;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is done where an alert is worse than others. All parts of the condition must hold.
 *
 * @param leastScore 0 to 100
 * @param leastConfidence 0 to 1
 * @param leastNanos for how long the alert has lasted, nanoseconds
 * @param leastRepeats how often word of it has been sent before
 * @param action what is done when the condition begins to hold
 * @param severity what the alert has then
 * @param targets where it goes then; none means where alerts go anyway
 */
public record Escalation(
    double leastScore,
    double leastConfidence,
    long leastNanos,
    int leastRepeats,
    Action action,
    Severity severity,
    Set<Channel> targets) {

  /** What is done when a condition begins to hold. */
  public enum Action {
    /** Word is sent at once, whatever the cooldown. */
    NOTIFY,
    /** The severity is in the next word. */
    RAISE
  }

  /** A score of 80 for a minute is critical. */
  public static final List<Escalation> DEFAULTS =
      List.of(
          new Escalation(80, 0.8, 60_000_000_000L, 0, Action.NOTIFY, Severity.CRITICAL, Set.of()));

  public Escalation {
    Ranges.check("an escalation's score", leastScore, 0, 100);
    Ranges.check("an escalation's confidence", leastConfidence, 0, 1);
    Ranges.check("an escalation's duration in s", leastNanos / 1e9, 0, 604_800);
    Ranges.check("an escalation's repeats", leastRepeats, 0, 1_000_000);
    targets = targets.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(targets));
  }

  boolean holds(Assessment a, long lastingNanos, int repeats) {
    return a.score().overall() >= leastScore
        && a.confidence() >= leastConfidence
        && lastingNanos >= leastNanos
        && repeats >= leastRepeats;
  }
}
