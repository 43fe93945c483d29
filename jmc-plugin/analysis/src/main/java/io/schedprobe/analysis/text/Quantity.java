package io.schedprobe.analysis.text;

import io.schedprobe.analysis.messages.Messages;
import java.util.Locale;

/** Numbers for people: three significant digits and a unit. */
public final class Quantity {
  private Quantity() {}

  /**
   * A length such as "8.31 s", "12.3 ms", "840 µs"; "unknown" if negative.
   *
   * @param nanos in nanoseconds
   */
  public static String time(long nanos) {
    if (nanos < 0) {
      return Messages.get("UNKNOWN");
    }
    if (nanos < 1_000) {
      return nanos == 0 ? "0" : nanos + " ns";
    }
    if (nanos < 999_500) {
      return digits(nanos / 1e3) + " µs";
    }
    if (nanos < 999_500_000L) {
      return digits(nanos / 1e6) + " ms";
    }
    return digits(nanos / 1e9) + " s";
  }

  /** A length as it was set: "1 ms", not "1.00 ms"; "unknown" if negative. */
  public static String setting(long nanos) {
    if (nanos < 0) {
      return Messages.get("UNKNOWN");
    }
    String[] units = {"ns", "µs", "ms", "s"};
    int unit = 0;
    long number = nanos;
    while (number > 0 && number % 1_000 == 0 && unit < units.length - 1) {
      number /= 1_000;
      unit++;
    }
    return number + " " + units[unit];
  }

  /** A part of a whole such as "84.2 %"; "–" when there is no whole. */
  public static String percent(long part, long whole) {
    return whole <= 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number and its noun, which takes an s unless the number is 1. */
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  private static String digits(double number) {
    int decimals = number < 9.995 ? 2 : number < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }
}
