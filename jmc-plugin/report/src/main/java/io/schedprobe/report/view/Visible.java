package io.schedprobe.report.view;

/**
 * Makes a text of a recording safe to show. The agent has escaped the names that come from the
 * kernel, but those of Java threads are as the program chose them, and a recording can come from
 * anybody.
 */
public final class Visible {
  /** Characters of a text that are shown; more than any name needs. */
  static final int LONGEST = 1_000;

  private Visible() {}

  /**
   * The text with every character that is not plainly visible written as an escape of the Java
   * language: control and format characters, among them those that turn the reading order, what is
   * shown as nothing or as a blank, marks that do not follow a letter, and unpaired surrogates.
   * Backslashes stay, as names may be escaped already. What is longer than any name is cut, and the
   * cut is told.
   *
   * @return empty for null
   */
  public static String of(String text) {
    if (text == null) {
      return "";
    }
    StringBuilder out = new StringBuilder(Math.min(text.length(), LONGEST) + 16);
    boolean joins = false; // whether a mark may stand here
    int at = 0;
    while (at < text.length() && at < LONGEST) {
      int point = text.codePointAt(at);
      boolean mark = isMark(point);
      boolean plain = mark ? joins && !isBlank(point) : isPlain(point);
      if (plain) {
        out.appendCodePoint(point);
      } else {
        text.substring(at, at + Character.charCount(point)).chars().forEach(c -> escape(c, out));
      }
      joins = plain && (mark || Character.isLetterOrDigit(point));
      at += Character.charCount(point);
    }
    if (at < text.length()) {
      out.append("… (").append(text.length() - at).append(" more characters)");
    }
    return out.toString();
  }

  private static boolean isPlain(int point) {
    if (point < 0x7f) {
      return point >= ' ';
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> !isBlank(point);
    };
  }

  private static boolean isMark(int point) {
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  /**
   * Letters, marks and symbols that show nothing: those of Unicode's Default_Ignorable_Code_Point
   * that are not format characters, and the empty Braille pattern.
   */
  private static boolean isBlank(int point) {
    return switch (point) {
      case 0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180f, 0x2800, 0x3164, 0xffa0 -> true;
      default ->
          (point >= 0x180b && point <= 0x180d)
              || (point >= 0xfe00 && point <= 0xfe0f)
              || (point >= 0xe0100 && point <= 0xe01ef);
    };
  }

  private static void escape(int c, StringBuilder out) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(Character.forDigit(c >> shift & 0xf, 16));
        }
      }
    }
  }
}
