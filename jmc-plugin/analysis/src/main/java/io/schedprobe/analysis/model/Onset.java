package io.schedprobe.analysis.model;

import java.util.Locale;

/** Why a wait began. */
public enum Onset {
  /** The thread was woken. */
  WAKEUP,
  /** The thread was created. */
  NEW,
  /** The thread was running and was put back into the run queue. */
  PREEMPTION,
  /** The thread was running when its cgroup had used up its CPU quota. */
  THROTTLED,
  /** The recording does not tell. */
  UNKNOWN;

  /** The onset that a word in an event means. */
  public static Onset of(String word) {
    for (Onset onset : values()) {
      if (onset.name().toLowerCase(Locale.ROOT).equals(word)) {
        return onset;
      }
    }
    return UNKNOWN;
  }
}
