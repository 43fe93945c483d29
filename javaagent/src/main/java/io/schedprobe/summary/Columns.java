package io.schedprobe.summary;

import java.util.ArrayList;
import java.util.List;

/** Text laid out in a fixed width. */
final class Columns {
  private Columns() {}

  /** At most this many characters; the middle of a longer text gives way to "..". */
  static String cut(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    if (width <= 2) {
      return text.substring(0, width);
    }
    int head = (width - 2) / 2;
    return text.substring(0, head) + ".." + text.substring(text.length() - (width - 2 - head));
  }

  /** Filled with blanks at its end, or cut. */
  static String left(String text, int width) {
    String cut = cut(text, width);
    return cut + " ".repeat(width - cut.length());
  }

  /** Filled with blanks at its start, or cut. */
  static String right(String text, int width) {
    String cut = cut(text, width);
    return " ".repeat(width - cut.length()) + cut;
  }

  /**
   * Broken at blanks into lines of at most this many characters, but never between a number and
   * what it counts.
   */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > width) {
      int last = rest.lastIndexOf(' ', width);
      int blank = last;
      while (blank > 0 && endsNumber(rest, blank)) {
        blank = rest.lastIndexOf(' ', blank - 1);
      }
      int end = blank > 0 ? blank : last > 0 ? last : width;
      lines.add(rest.substring(0, end));
      rest = rest.substring(end).stripLeading();
    }
    lines.add(rest);
    return lines;
  }

  /** Whether the word before a place is a number, such as "9,424" or "39.9". */
  private static boolean endsNumber(String text, int place) {
    return text.substring(text.lastIndexOf(' ', place - 1) + 1, place).matches("[0-9][0-9,.]*");
  }
}
