package io.schedprobe.identity;

import io.schedprobe.model.KernelText;
import java.nio.charset.StandardCharsets;

/** systemd's names of units. */
final class UnitName {
  private UnitName() {}

  /**
   * Undoes {@code \xNN} (systemd.unit(5), "String escaping"), which stands for one byte. A dash is
   * left alone: it stands for a slash in some units and for itself in others.
   */
  static String unescape(String name) {
    if (!name.contains("\\x")) {
      return name;
    }
    byte[] in = name.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      int value = i + 3 < in.length && in[i] == '\\' && in[i + 1] == 'x' ? hex(in, i + 2) : -1;
      out[length++] = value < 0 ? in[i] : (byte) value;
      i += value < 0 ? 0 : 3;
    }
    return KernelText.decode(out, 0, length);
  }

  /** The byte that two digits mean; -1 if they are none. */
  private static int hex(byte[] in, int at) {
    int high = Character.digit(in[at], 16);
    int low = Character.digit(in[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
