package io.schedprobe.model;

import java.util.Arrays;

/** Names as the kernel has them: bytes that are mostly, and need not be, UTF-8. */
public final class KernelText {
  /** Added to a byte that is not UTF-8: no text that is UTF-8 decodes to U+DC80 … U+DCFF. */
  private static final int STRAY = 0xdc00;

  private KernelText() {}

  /**
   * The text in {@code length} bytes. A byte that is not part of well-formed UTF-8 becomes the
   * unpaired surrogate U+DC00 + byte, so that different names stay different and show where they
   * are broken. The kernel cuts comms at 15 bytes, and so through the middle of characters.
   */
  public static String decode(byte[] bytes, int from, int length) {
    StringBuilder text = new StringBuilder(length);
    int end = from + length;
    for (int at = from; at < end; ) {
      int first = bytes[at] & 0xff;
      int size = first < 0x80 ? 1 : size(bytes, at, end);
      if (size == 0) {
        text.append((char) (STRAY + first));
        at++;
      } else {
        text.appendCodePoint(point(bytes, at, size));
        at += size;
      }
    }
    return text.toString();
  }

  /** The bytes that {@link #decode} made such a text of. */
  public static byte[] encode(String text) {
    byte[] bytes = new byte[3 * text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point < 0x80) {
        bytes[length++] = (byte) point;
      } else if (isStray(point)) {
        bytes[length++] = (byte) (point - STRAY);
      } else {
        int size = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        bytes[length++] = (byte) ((0xf00 >> size) | (point >> (6 * (size - 1))));
        for (int left = size - 2; left >= 0; left--) {
          bytes[length++] = (byte) (0x80 | ((point >> (6 * left)) & 0x3f));
        }
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  private static boolean isStray(int point) {
    return point >= STRAY + 0x80 && point <= STRAY + 0xff;
  }

  /** Bytes of the well-formed character of several bytes at {@code at}; 0 if there is none. */
  private static int size(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xff;
    int size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + size > end) {
      return 0;
    }
    for (int i = 1; i < size; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int point = point(bytes, at, size);
    boolean overlong = point < (size == 3 ? 0x800 : size == 4 ? 0x10000 : 0x80);
    boolean surrogate = point >= 0xd800 && point <= 0xdfff;
    return overlong || surrogate || point > 0x10ffff ? 0 : size;
  }

  private static int point(byte[] bytes, int at, int size) {
    int point = size == 1 ? bytes[at] : bytes[at] & (0xff >> (size + 1));
    for (int i = 1; i < size; i++) {
      point = point << 6 | (bytes[at + i] & 0x3f);
    }
    return point;
  }
}
