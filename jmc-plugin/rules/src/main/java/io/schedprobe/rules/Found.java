package io.schedprobe.rules;

import org.openjdk.jmc.flightrecorder.rules.Severity;

/**
 * What a rule says of a recording, in words; names of the recording stand in them as they are.
 *
 * @param rule id of the rule
 * @param name of the rule
 * @param severity {@link Severity#NA} if the recording can't tell
 * @param summary with its numbers and names
 * @param explanation what the rule looks at
 * @param solution what to do; null if nothing need be done
 */
public record Found(
    String rule,
    String name,
    Severity severity,
    String summary,
    String explanation,
    String solution) {
  /** Whether something is to be done about it. */
  public boolean isProblem() {
    return severity == Severity.INFO || severity == Severity.WARNING;
  }
}
