package io.schedprobe.summary;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

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
          "recordsRefused",
          "storageFailed",
          "slotsExhausted",
          "culpritsCut",
          "culpritsRefused",
          "cgroupsDropped",
          "logOverrun",
          "spansUnnamed",
          "torn",
          "neighborsFull",
          "stallsForgotten",
          "clampedTime",
          "sharesDefective",
          "sharesDefectiveTime",
          "clockBackwards",
          "switchesMissed",
          "ringLost",
          "threadsEnded");

  /** Those that tell of waits of which there is no event although they passed the threshold. */
  private static final List<String> WAITS_MISSING =
      List.of("suppressed", "dropped", "unwritten", "recordsRefused", "storageFailed", "ringLost");

  /**
   * A recording's events are in order but for those that several threads wrote about the same time.
   */
  private static final int OUT_OF_ORDER = 64;

  private static final long LAST_MOMENT_BYTES = 16 * 1024;

  /** Not added up yet. Of events of one time, the one read first comes first. */
  private final PriorityQueue<Tally> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong((Tally tally) -> tally.time)
              .thenComparingLong(tally -> tally.number));

  private final Map<String, Long> earlier = new LinkedHashMap<>();
  private final Map<String, Long> latest = new LinkedHashMap<>();
  private long waits = Fact.UNKNOWN;
  private long tallies;
  private long unreadBytes;
  private long jfrBytes;

  /** What one event says. */
  private static final class Tally {
    final long time;
    final long number;
    final long waits;
    final long ringUsed;
    final Map<String, Long> fields = new LinkedHashMap<>();

    Tally(Fact statistics, long number) {
      this.time = statistics.startNanos();
      this.number = number;
      this.waits = statistics.number("waits");
      this.ringUsed = Math.max(0, statistics.number("ringUsed"));
      FIELDS.forEach(field -> fields.put(field, Math.max(0, statistics.number(field))));
    }
  }

  /** Takes cumulative tallies; one that shrinks began anew with another tracer. */
  void add(Fact statistics) {
    waiting.add(new Tally(statistics, tallies++));
    if (waiting.size() > OUT_OF_ORDER) {
      follow(waiting.remove());
    }
  }

  private void follow(Tally tally) {
    if (tally.waits < waits) {
      latest.forEach((field, lost) -> earlier.merge(field, lost, Long::sum));
    }
    waits = tally.waits;
    unreadBytes = tally.ringUsed;
    latest.putAll(tally.fields);
  }

  /** Takes a {@code jdk.DataLoss}. */
  void addJfr(Fact dataLoss) {
    jfrBytes += Math.max(0, dataLoss.number("amount"));
  }

  /** Whether the recording tells of losses at all. */
  boolean known() {
    return tallies > 0;
  }

  /** To be asked when all are added. */
  long get(String field) {
    while (!waiting.isEmpty()) {
      follow(waiting.remove());
    }
    return earlier.getOrDefault(field, 0L) + latest.getOrDefault(field, 0L);
  }

  /**
   * Bytes of waits that the agent had not read when the recording ended; 0 if they are no more than
   * what ends while the last ones are being read.
   */
  long unreadBytes() {
    get("dropped"); // adds up what is waiting
    return unreadBytes > LAST_MOMENT_BYTES ? unreadBytes : 0;
  }

  /** Bytes of events that JFR itself had no room for. */
  long jfrBytes() {
    return jfrBytes;
  }

  /** Whether single waits are missing, so that percentiles told from them are lower bounds. */
  boolean waitsMissing() {
    return WAITS_MISSING.stream().anyMatch(field -> get(field) > 0)
        || unreadBytes() > 0
        || jfrBytes > 0;
  }
}
