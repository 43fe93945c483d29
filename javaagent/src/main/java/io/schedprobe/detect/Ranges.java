package io.schedprobe.detect;

/** Checks of settings. */
final class Ranges {
  private Ranges() {}

  static void check(String what, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          what
              + " must lie between "
              + text(least)
              + " and "
              + text(most)
              + ", not "
              + text(value));
    }
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
