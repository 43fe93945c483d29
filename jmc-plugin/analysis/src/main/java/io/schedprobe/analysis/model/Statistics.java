package io.schedprobe.analysis.model;

import java.util.Map;

/**
 * What the tracer saw, lost and cost since it was attached ({@code schedprobe.TracerStatistics}).
 *
 * @param counters every number of the event by the name of its field; unknown ones are left out.
 *     Names that end in Time are nanoseconds.
 */
public record Statistics(long time, Map<String, Long> counters) {
  public Statistics {
    counters = Map.copyOf(counters);
  }

  /** A number by the name of its field; unknown if it is not told. */
  public long get(String field) {
    return counters.getOrDefault(field, Unknown.NUMBER);
  }
}
