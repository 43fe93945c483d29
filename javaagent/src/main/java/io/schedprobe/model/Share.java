package io.schedprobe.model;

/** The shares of a wait, in the kernel side's order ({@code enum share}). They sum to the wait. */
public enum Share {
  THROTTLED,
  EXTERNAL,
  SIBLING,
  SELF,
  KERNEL,
  IDLE,
  UNATTRIBUTED;

  private static final Share[] VALUES = values();

  public static final int COUNT = VALUES.length;

  /** The share numbered {@code code} by the kernel side; UNATTRIBUTED for a number unknown here. */
  public static Share of(int code) {
    return code >= 0 && code < VALUES.length ? VALUES[code] : UNATTRIBUTED;
  }
}
