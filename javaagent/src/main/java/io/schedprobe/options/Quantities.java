package io.schedprobe.options;

/** Numbers with units as users write them. All methods throw IllegalArgumentException on others. */
final class Quantities {
  private static final int MOST_DIGITS = 18;

  private Quantities() {}

  /** A whole number, digits only. */
  static long whole(String text) {
    if (text.isEmpty() || text.length() > MOST_DIGITS) {
      throw new IllegalArgumentException("not a number");
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        throw new IllegalArgumentException("not a number");
      }
    }
    return Long.parseLong(text);
  }

  /** A decimal number such as 0.25, between two bounds. */
  static double decimal(String text, double least, double most) {
    if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
      throw new IllegalArgumentException("not a number");
    }
    double number = Double.parseDouble(text);
    if (number < least || number > most) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }

  /** A duration with its unit (ns, us, µs, ms, s, min or h) in nanoseconds; bare 0 needs none. */
  static long nanos(String text) {
    int split = digits(text);
    String unit = text.substring(split).strip();
    long number = whole(text.substring(0, split));
    long factor =
        switch (unit) {
          case "ns" -> 1L;
          case "us", "\u00b5s", "\u03bcs" -> 1_000L; // micro sign and Greek mu
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "min" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          case "" -> {
            if (number != 0) {
              throw new IllegalArgumentException("no unit");
            }
            yield 1L;
          }
          default -> throw new IllegalArgumentException("unknown unit");
        };
    return product(number, factor);
  }

  /** A size in bytes: digits and nothing, k or m (times 1024, 1024²), in either case. */
  static long bytes(String text) {
    int split = digits(text);
    long factor =
        switch (text.substring(split).strip()) {
          case "" -> 1L;
          case "k", "K" -> 1L << 10;
          case "m", "M" -> 1L << 20;
          default -> throw new IllegalArgumentException("unknown unit");
        };
    return product(whole(text.substring(0, split)), factor);
  }

  private static long product(long number, long factor) {
    try {
      return Math.multiplyExact(number, factor);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("too large", e);
    }
  }

  private static int digits(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }
}
