package io.schedprobe.summary;

import io.schedprobe.identity.Escaping;

/** Names as a recording holds them, made safe for a terminal. */
final class Names {
  private Names() {}

  /**
   * The name with every character escaped that is not plainly visible. Backslashes and quotes stay:
   * names of processes and cgroups were escaped when they were recorded, and twice would not be
   * readable.
   */
  static String visible(String name) {
    return Escaping.visible(name);
  }
}
