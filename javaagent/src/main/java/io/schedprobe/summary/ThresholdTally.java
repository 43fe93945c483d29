package io.schedprobe.summary;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The thresholds in force, by the {@code jdk.ActiveSetting} events: the lowest of each type. */
final class ThresholdTally {
  private static final Pattern TIMESPAN = Pattern.compile("(\\d{1,9}) *(ns|us|ms|s|m|h|d)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);

  private final Map<Long, Long> lowest = new HashMap<>();

  void add(Fact setting) {
    if ("threshold".equals(setting.text("name"))) {
      long nanos = nanos(setting.text("value"));
      if (nanos >= 0) {
        lowest.merge(setting.number("id"), nanos, Math::min);
      }
    }
  }

  /** Nanoseconds; {@link Fact#UNKNOWN} if the recording does not tell. */
  long of(long typeId) {
    return lowest.getOrDefault(typeId, Fact.UNKNOWN);
  }

  /** JFR's notation of a timespan, such as "20 ms"; negative for anything else. */
  private static long nanos(String text) {
    Matcher matcher = TIMESPAN.matcher(text == null ? "" : text.strip());
    if (!matcher.matches()) {
      return Fact.UNKNOWN;
    }
    long unit = NANOS.get(matcher.group(2));
    long number = Long.parseLong(matcher.group(1));
    return number > Long.MAX_VALUE / unit ? Fact.UNKNOWN : number * unit;
  }
}
