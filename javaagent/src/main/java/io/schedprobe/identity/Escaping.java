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
   * control and format characters, spaces and separators other than U+0020, unpaired surrogates,
   * unassigned characters; and quotes and the backslash itself, so that the result is unambiguous
   * and can stand between quotes. Other text of any script stays.
   *
   * @return {@code null} for {@code null}; the same object when there is nothing to escape
   */
  public static String printable(String name) {
    if (name == null) {
      return null;
    }
    StringBuilder out = null;
    for (int i = 0; i < name.length(); ) {
      int point = name.codePointAt(i);
      int width = Character.charCount(point);
      if (isPlain(point)) {
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
      i += width;
    }
    return out == null ? name : out.toString();
  }

  private static boolean isPlain(int point) {
    if (point < 0x7f) {
      return point >= ' ' && point != '"' && point != '\'' && point != '\\';
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
      default -> true;
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
