package io.schedprobe.control;

import java.util.concurrent.TimeUnit;

/** Spans of time as JFR's settings write them: "20 ms", "200us", "infinity". */
final class Timespans {
  private static final String[] SUFFIXES = {"ns", "us", "ms", "s", "m", "h", "d"};
  private static final TimeUnit[] UNITS = TimeUnit.values();

  private Timespans() {}

  /**
   * Nanoseconds, {@link Long#MAX_VALUE} for infinity and beyond.
   *
   * @return -1 for what JFR does not understand either
   */
  static long parse(String text) {
    if (text.equals("infinity")) {
      return Long.MAX_VALUE;
    }
    for (int i = 0; i < SUFFIXES.length; i++) {
      if (text.endsWith(SUFFIXES[i])) {
        String number = text.substring(0, text.length() - SUFFIXES[i].length()).strip();
        try {
          return Math.max(0, UNITS[i].toNanos(Long.parseLong(number)));
        } catch (NumberFormatException e) {
          return -1;
        }
      }
    }
    return -1;
  }
}
