package io.schedprobe.proc;

/** Decimal numbers as the kernel prints them. */
final class Numbers {
  private Numbers() {}

  /** The number, or -1 when the text is no non-negative decimal number that fits a long. */
  static long parse(String text) {
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
