package io.schedprobe.summary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the tracer and JFR say they lost. */
final class Losses {
  /** Fields of {@code schedprobe.TracerStatistics} that tell of something missing. */
  static final List<String> FIELDS =
      List.of(
          "suppressed",
          "suppressedTime",
          "dropped",
          "droppedTime",
          "unwritten",
          "malformed",
          "storageFailed",
          "slotsExhausted",
          "culpritsCut",
          "logOverrun",
          "spansUnnamed",
          "torn",
          "neighborsFull",
          "clampedTime",
          "clockBackwards",
          "switchesMissed",
          "ringLost",
          "threadsEnded");

  private final Map<String, Long> earlier = new LinkedHashMap<>();
  private final Map<String, Long> latest = new LinkedHashMap<>();
  private long waits = Fact.UNKNOWN;
  private boolean known;
  private long jfrBytes;

  /** Takes cumulative tallies; one that shrinks began anew with another tracer. */
  void add(Fact statistics) {
    known = true;
    long now = statistics.number("waits");
    boolean anew = now < waits;
    waits = now;
    for (String field : FIELDS) {
      if (anew) {
        earlier.merge(field, latest.getOrDefault(field, 0L), Long::sum);
      }
      latest.put(field, Math.max(0, statistics.number(field)));
    }
  }

  /** Takes a {@code jdk.DataLoss}. */
  void addJfr(Fact dataLoss) {
    jfrBytes += Math.max(0, dataLoss.number("amount"));
  }

  /** Whether the recording tells of losses at all. */
  boolean known() {
    return known;
  }

  long get(String field) {
    return earlier.getOrDefault(field, 0L) + latest.getOrDefault(field, 0L);
  }

  /** Bytes of events that JFR itself had no room for. */
  long jfrBytes() {
    return jfrBytes;
  }

  /** Whether single waits are missing, so that percentiles told from them are lower bounds. */
  boolean waitsMissing() {
    return get("suppressed") + get("dropped") + get("unwritten") + get("malformed") > 0
        || jfrBytes > 0;
  }
}
