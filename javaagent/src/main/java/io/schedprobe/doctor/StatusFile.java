package io.schedprobe.doctor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The {@code key: value} lines of {@code /proc/<pid>/status} (proc_pid_status(5)). */
final class StatusFile {
  private final Map<String, String> values = new HashMap<>();

  StatusFile(List<String> lines) {
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        values.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
  }

  /** The hexadecimal number of a key; 0, no capability, when it is not there. */
  long bits(String key) {
    String value = values.getOrDefault(key, "");
    return value.matches("[0-9a-f]{1,16}") ? Long.parseUnsignedLong(value, 16) : 0;
  }

  /** The decimal number at a place of a key's list; -1 when it is not there. */
  long number(String key, int index) {
    String[] list = list(key);
    return index < list.length && list[index].matches("\\d{1,18}")
        ? Long.parseLong(list[index])
        : -1;
  }

  int length(String key) {
    return list(key).length;
  }

  private String[] list(String key) {
    String value = values.getOrDefault(key, "");
    return value.isEmpty() ? new String[0] : value.split("\\s+", -1);
  }
}
