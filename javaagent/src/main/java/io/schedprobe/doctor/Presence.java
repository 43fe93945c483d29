package io.schedprobe.doctor;

/** The answer to a question that cannot always be answered. */
public enum Presence {
  YES,
  NO,
  UNKNOWN;

  static Presence of(boolean value) {
    return value ? YES : NO;
  }
}
