package io.schedprobe.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One {@code -XX:StartFlightRecording} among the arguments of the JVM.
 *
 * @param number of the recording that it starts: JFR numbers them from 1 in the order of the
 *     options
 * @param name of that recording: the one given, or else its number
 * @param values all that it sets, by key, without JFR's {@code +}
 */
record StartOption(long number, String name, Map<String, String> values) {
  private static final String OPTION = "-XX:StartFlightRecording";

  /** In their order. */
  static List<StartOption> among(List<String> jvmArguments) {
    List<StartOption> options = new ArrayList<>();
    for (String argument : jvmArguments) {
      if (argument.equals(OPTION)
          || argument.startsWith(OPTION + "=")
          || argument.startsWith(OPTION + ":")) {
        long number = options.size() + 1L;
        Map<String, String> values =
            values(argument.substring(Math.min(argument.length(), OPTION.length() + 1)));
        options.add(
            new StartOption(number, values.getOrDefault("name", Long.toString(number)), values));
      }
    }
    return options;
  }

  /** Separated by commas, except within quotes, as in jdk.jfr.internal.dcmd.ArgumentParser. */
  private static Map<String, String> values(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    StringBuilder item = new StringBuilder();
    char quote = 0;
    for (char c : (text + ",").toCharArray()) {
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (quote == 0 && c == ',') {
        int equals = item.indexOf("=");
        if (equals > 0) {
          values.put(item.substring(0, equals).strip(), item.substring(equals + 1).strip());
        }
        item.setLength(0);
      } else {
        item.append(c);
      }
    }
    return values;
  }
}
