package io.schedprobe.jmc.page;

/**
 * Texts from a recording as JMC's saved state can hold them. The state is an XML document, which
 * has no room for most control characters and for half a surrogate pair, and JMC keeps none of the
 * pages' states if one of them cannot be written or read.
 */
final class StateText {
  private static final char ESCAPE = '\\';
  private static final int DIGITS = 4;
  private static final int HEX = 16;

  private StateText() {}

  /** Any text, in characters that stay as they are in an attribute of an XML document. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ESCAPE || Character.isISOControl(c) || Character.isSurrogate(c) || c >= '\uFFFE') {
        escaped.append(ESCAPE).append(String.format("%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** The text that was escaped; what was not written by {@link #escape} stays as it is. */
  static String unescape(String escaped) {
    StringBuilder text = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      int code = escaped.charAt(i) == ESCAPE ? code(escaped, i + 1) : -1;
      text.append(code < 0 ? escaped.charAt(i) : (char) code);
      i += code < 0 ? 0 : DIGITS;
    }
    return text.toString();
  }

  private static int code(String text, int from) {
    if (from + DIGITS > text.length()) {
      return -1;
    }
    int code = 0;
    for (int i = from; i < from + DIGITS; i++) {
      int digit = Character.digit(text.charAt(i), HEX);
      if (digit < 0) {
        return -1;
      }
      code = code * HEX + digit;
    }
    return code;
  }
}
