package io.schedprobe.analysis.model;

/** How a number that is not known is written. */
public final class Unknown {
  /** In the place of a number, a length or a point in time. */
  public static final long NUMBER = -1;

  private Unknown() {}
}
