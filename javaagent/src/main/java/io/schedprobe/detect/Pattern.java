package io.schedprobe.detect;

/** How a cause behaves over time. */
public enum Pattern {
  /** At work for less than the duration that makes an alert. */
  SPIKE,
  /** At work without a break for that duration or longer. */
  SUSTAINED,
  /** Spikes that come again. */
  RECURRING,
  /** Not at work. */
  QUIET
}
