package io.schedprobe.doctor;

/** What a check came to. */
public enum Status {
  /** As needed. */
  OK,
  /** May be in the way, or asks for care. */
  WARNING,
  /** Could not be seen, and nothing is promised without it. */
  UNKNOWN,
  /** Keeps the tracer from running. */
  MISSING
}
