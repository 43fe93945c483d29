package io.schedprobe.analysis.model;

import java.util.Locale;

/** The shares of a wait. They sum to the wait. */
public enum Share {
  /** The cgroup of the JVM, or one above it, had used up its CPU quota. */
  THROTTLED,
  /** Tasks of other cgroups ran: the neighbors. */
  EXTERNAL,
  /** Other processes of the JVM's own cgroup ran. */
  SIBLING,
  /** Other threads of the JVM ran. */
  SELF,
  /** Kernel threads ran. */
  KERNEL,
  /** The CPU was idle or switching: wake-up and dispatch delay. */
  IDLE,
  /** What could not be known. */
  UNATTRIBUTED;

  private final String field = name().toLowerCase(Locale.ROOT);

  /** Name of the field that holds this share in events, and the word for it in fields of kinds. */
  public String field() {
    return field;
  }

  /** Whether a task ran in this share, so that there is a culprit to name. */
  public boolean ran() {
    return this == EXTERNAL || this == SIBLING || this == SELF || this == KERNEL;
  }

  /** Whether a task outside this JVM ran in this share. */
  public boolean outside() {
    return this == EXTERNAL || this == SIBLING || this == KERNEL;
  }

  /** The share that a word in an event means; UNATTRIBUTED for an unknown word or null. */
  public static Share of(String word) {
    for (Share share : values()) {
      if (share.field.equals(word)) {
        return share;
      }
    }
    return UNATTRIBUTED;
  }
}
