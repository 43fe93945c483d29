package io.schedprobe.model;

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
