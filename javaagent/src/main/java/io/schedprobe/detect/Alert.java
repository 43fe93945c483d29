package io.schedprobe.detect;

import java.util.List;
import java.util.Set;

/**
 * Word of a cause that is noisy, or is no more.
 *
 * @param id the same in all words of one alert; unique in this agent
 * @param startNanos when the alert began, on the clock of the intervals
 * @param nowNanos when this was decided
 * @param repeats how often word of it was sent before
 * @param targets where it goes; none means everywhere
 * @param largest the neighbors that took most, the largest first, with their parts of the time lost
 *     to all (0 to 1); at most three
 * @param advice what can be done, one sentence or more
 */
public record Alert(
    long id,
    Phase phase,
    Severity severity,
    Assessment assessment,
    Temporal temporal,
    long startNanos,
    long nowNanos,
    int repeats,
    Set<Channel> targets,
    List<Part> largest,
    String advice) {

  /** Why word is sent. */
  public enum Phase {
    /** It begins. */
    FIRING,
    /** An escalation's condition has begun to hold. */
    ESCALATED,
    /** It still lasts after the cooldown. */
    REPEATED,
    /** It is over. */
    RESOLVED
  }

  /** One neighbor's part of what all neighbors took, 0 to 1. */
  public record Part(long cgroupId, double part) {}
}
