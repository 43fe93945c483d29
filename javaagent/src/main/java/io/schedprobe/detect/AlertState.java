package io.schedprobe.detect;

/** Where the alert of one cause stands. */
final class AlertState {
  /** So many spikes make a pattern. */
  static final int SPIKES = 3;

  /** For so long a spike is remembered. */
  static final long MEMORY_NANOS = 120_000_000_000L;

  /** A recurring cause must have been quiet for so long to be over. */
  private static final long RECURRENCE_NANOS = 60_000_000_000L;

  /** Begins of the last spikes that were loud enough to alert, oldest first. */
  private final long[] spikes = new long[SPIKES];

  private int spikeCount;
  private boolean inSpike;
  private boolean recurring;

  boolean firing;
  boolean told;
  long id;
  long startNanos;
  long lastWordNanos;
  boolean everSpoke;
  int repeats;
  Escalation escalation;

  /** Takes an interval: whether the cause is at work, and loud enough. */
  void note(boolean active, boolean loud, long now) {
    if (!active) {
      inSpike = false;
    } else if (loud && !inSpike) {
      inSpike = true;
      System.arraycopy(spikes, 1, spikes, 0, SPIKES - 1);
      spikes[SPIKES - 1] = now;
      spikeCount = Math.min(SPIKES, spikeCount + 1);
    }
    recurring = spikeCount == SPIKES && now - spikes[0] <= MEMORY_NANOS;
  }

  boolean isRecurring() {
    return recurring;
  }

  /** How long it must be quiet to be over, nanoseconds. */
  long clearanceNanos(long durationNanos) {
    return recurring ? RECURRENCE_NANOS : 2 * durationNanos;
  }

  void begin(long newId, long now) {
    firing = true;
    told = false;
    id = newId;
    startNanos = now;
    repeats = 0;
    escalation = null;
  }

  void end() {
    firing = false;
    told = false;
    escalation = null;
    spikeCount = 0;
    recurring = false;
  }
}
