package io.schedprobe.identity;

/**
 * Makes a name safe to show. Thread, process and cgroup names are chosen by whoever runs on the
 * host, who may choose terminal commands, line breaks or characters that turn the reading order.
 */
public final class Escaping {

  private Escaping() {}

  /**
   * The name with every character that is not plainly visible written as an escape of the Java
   * language: {@code \n}, {@code \u001b}, {@code \u202e}, a supplementary character as two. That is
   * control and format characters, what is shown as nothing or as a blank, spaces and separators
   * other than U+0020, marks that do not follow a letter, unpaired surrogates (which stand for
   * bytes that are not UTF-8, see {@link io.schedprobe.model.KernelText}), unassigned characters;
   * and quotes and the backslash itself, so that the result is unambiguous and can stand between
   * quotes. Other text of any script stays.
   *
   * @return {@code null} for {@code null}; the same object when there is nothing to escape
   */
  public static String printable(String name) {
    return escaped(name, true);
  }

  /**
   * Like {@link #printable}, but quotes and backslashes stay: for text that holds names that are
   * escaped already, or sentences of our own. Safe to show, not unambiguous.
   *
   * @return {@code null} for {@code null}; the same object when there is nothing to escape
   */
  public static String visible(String text) {
    return escaped(text, false);
  }

  private static String escaped(String name, boolean quotes) {
    if (name == null) {
      return null;
    }
    StringBuilder out = null;
    boolean joins = false; // whether a mark may stand here
    for (int i = 0; i < name.length(); ) {
      int point = name.codePointAt(i);
      int width = Character.charCount(point);
      boolean mark = isMark(point);
      boolean plain = mark ? joins && !isBlank(point) : isPlain(point, quotes);
      if (plain) {
        if (out != null) {
          out.appendCodePoint(point);
        }
      } else {
        if (out == null) {
          out = new StringBuilder(name.length() + 16).append(name, 0, i);
        }
        for (int k = 0; k < width; k++) {
          escape(name.charAt(i + k), out);
        }
      }
      joins = plain && (mark || Character.isLetterOrDigit(point));
      i += width;
    }
    return out == null ? name : out.toString();
  }

  private static boolean isPlain(int point, boolean quotes) {
    if (point < 0x7f) {
      return point >= ' ' && !(quotes && (point == '"' || point == '\'' || point == '\\'));
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

  private static void escape(char c, StringBuilder out) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '"' -> out.append("\\\"");
      case '\'' -> out.append("\\'");
      case '\\' -> out.append("\\\\");
      default -> {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(Character.forDigit(c >> shift & 0xf, 16));
        }
      }
    }
  }
}
