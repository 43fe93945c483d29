package io.schedprobe.proc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The {@code key: value} lines of {@code /proc/<pid>/status} (proc_pid_status(5)). */
public final class StatusFile {
  private final Map<String, String> values = new HashMap<>();

  /** From all lines of the file. */
  public StatusFile(List<String> lines) {
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        values.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
  }

  /** The text of a key; empty when it is not there. */
  public String value(String key) {
    return values.getOrDefault(key, "");
  }

  /** The hexadecimal number of a key; 0, no capability, when it is not there. */
  public long bits(String key) {
    String value = value(key);
    return value.matches("[0-9a-f]{1,16}") ? Long.parseUnsignedLong(value, 16) : 0;
  }

  /** The decimal number at a place of a key's list; -1 when it is not there. */
  public long number(String key, int index) {
    String[] list = list(key);
    return index < list.length && list[index].matches("\\d{1,18}")
        ? Long.parseLong(list[index])
        : -1;
  }

  /** How many values a key has. */
  public int length(String key) {
    return list(key).length;
  }

  private String[] list(String key) {
    String value = value(key);
    return value.isEmpty() ? new String[0] : value.split("\\s+", -1);
  }
}
