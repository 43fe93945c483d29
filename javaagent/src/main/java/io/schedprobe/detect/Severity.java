package io.schedprobe.detect;

/** How bad it is, mildest first. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL,
  EMERGENCY
}
