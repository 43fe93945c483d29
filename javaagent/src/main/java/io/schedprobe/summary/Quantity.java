package io.schedprobe.summary;

import java.util.Locale;

/** Numbers for people: three significant digits and a unit. */
final class Quantity {
  private Quantity() {}

  /**
   * A duration such as "8.31 s", "12.3 ms", "840 us".
   *
   * @param nanos at least 0
   */
  static String time(long nanos) {
    if (nanos == 0) {
      return "0";
    }
    if (nanos < 1_000) {
      return nanos + " ns";
    }
    if (nanos < 999_500) {
      return digits(nanos / 1e3) + " us";
    }
    if (nanos < 999_500_000L) {
      return digits(nanos / 1e6) + " ms";
    }
    return digits(nanos / 1e9) + " s";
  }

  /** A threshold, as it was set: "1 ms", not "1.00 ms". */
  static String threshold(long nanos) {
    String[] units = {"ns", "us", "ms", "s"};
    int unit = 0;
    long number = nanos;
    while (number > 0 && number % 1_000 == 0 && unit < units.length - 1) {
      number /= 1_000;
      unit++;
    }
    return number + " " + units[unit];
  }

  /** A share of a whole such as "84.2 %"; "-" when there is no whole. */
  static String percent(long part, long whole) {
    return whole <= 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number and its noun, which takes an s unless the number is 1. */
  static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  private static String digits(double number) {
    int decimals = number < 9.995 ? 2 : number < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }
}
