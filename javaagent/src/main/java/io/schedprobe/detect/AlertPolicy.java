package io.schedprobe.detect;

import java.util.Set;

/** Decides whether to say something of a cause. Times are of the intervals' clock. */
final class AlertPolicy {
  /** Falling this far below the score that alerts, a cause counts as over. */
  private static final double HYSTERESIS = 0.8;

  private final AlertSettings settings;
  private long ids;
  private long cooledDown;

  AlertPolicy(AlertSettings settings) {
    this.settings = settings;
  }

  /** What is to be said. */
  record Word(
      long id,
      long startNanos,
      Alert.Phase phase,
      Severity severity,
      Set<Channel> targets,
      int repeats) {}

  /** How often word was held back because of the cooldown. */
  long cooledDown() {
    return cooledDown;
  }

  /** Whether score and confidence suffice. */
  boolean isLoud(Assessment a) {
    return a.score().overall() >= settings.score() && a.confidence() >= settings.confidence();
  }

  /** Remembers what its pattern is told from. Before {@link #next}, once an interval. */
  void note(Track track, Assessment a, long now) {
    track.alert.note(track.activity.isActive(), isLoud(a), now);
  }

  /** One interval later. The word is null if there is nothing to say. */
  Word next(Track track, Assessment a, long now) {
    AlertState state = track.alert;
    if (a.cause() == Cause.QUOTA && !settings.quota()) {
      return null;
    }
    if (!state.firing) {
      return begins(track, a) ? begin(state, a, now) : null;
    }
    if (isOver(track, a)) {
      return end(state);
    }
    return goOn(state, a, now);
  }

  /** The cause is forgotten: word that it is over, if there was word of it. */
  Word forget(Track track) {
    return track.alert.firing ? end(track.alert) : null;
  }

  private boolean begins(Track track, Assessment a) {
    boolean lasted = track.activity.runNanos() >= settings.durationNanos() - slack();
    return track.activity.isActive() && isLoud(a) && (lasted || track.alert.isRecurring());
  }

  /** Intervals are not to the nanosecond as long as asked for. */
  private long slack() {
    return settings.durationNanos() / 20;
  }

  private boolean isOver(Track track, Assessment a) {
    long clearance = track.alert.clearanceNanos(settings.durationNanos());
    boolean quiet = track.activity.idleNanos() >= clearance;
    boolean faint =
        !track.alert.isRecurring()
            && track.activity.isActive()
            && a.score().overall() < HYSTERESIS * settings.score();
    return quiet || faint;
  }

  private Word begin(AlertState state, Assessment a, long now) {
    state.begin(++ids, now);
    boolean urgent =
        escalate(state, a, now) && state.escalation.action() == Escalation.Action.NOTIFY;
    if (!urgent && isCooling(state, now)) {
      cooledDown++;
      return null;
    }
    return say(state, Alert.Phase.FIRING, now);
  }

  private Word end(AlertState state) {
    Word word = state.told ? word(state, Alert.Phase.RESOLVED) : null;
    state.end();
    return word;
  }

  private Word goOn(AlertState state, Assessment a, long now) {
    boolean raised = escalate(state, a, now);
    if (raised && state.escalation.action() == Escalation.Action.NOTIFY) {
      return say(state, state.told ? Alert.Phase.ESCALATED : Alert.Phase.FIRING, now);
    }
    if (isCooling(state, now)) {
      return null;
    }
    return say(state, state.told ? Alert.Phase.REPEATED : Alert.Phase.FIRING, now);
  }

  private boolean isCooling(AlertState state, long now) {
    return state.everSpoke && now - state.lastWordNanos < settings.cooldownNanos();
  }

  private Word say(AlertState state, Alert.Phase phase, long now) {
    Word word = word(state, phase);
    state.repeats++;
    state.told = true;
    state.everSpoke = true;
    state.lastWordNanos = now;
    return word;
  }

  private static Word word(AlertState state, Alert.Phase phase) {
    return new Word(
        state.id, state.startNanos, phase, severity(state), targets(state), state.repeats);
  }

  /** Whether a worse rule holds than before. An alert never becomes milder while it lasts. */
  private boolean escalate(AlertState state, Assessment a, long now) {
    for (Escalation rule : settings.escalations()) {
      if (rule.holds(a, now - state.startNanos, state.repeats)
          && rule.severity().compareTo(severity(state)) > 0) {
        state.escalation = rule;
        return true;
      }
    }
    return false;
  }

  private static Severity severity(AlertState state) {
    return state.escalation == null ? Severity.WARNING : state.escalation.severity();
  }

  private static Set<Channel> targets(AlertState state) {
    return state.escalation == null ? Set.of() : state.escalation.targets();
  }
}
