package io.schedprobe.analysis.total;

import io.schedprobe.analysis.feed.FeedReport;
import io.schedprobe.analysis.model.Statistics;
import io.schedprobe.analysis.model.TracerState;
import io.schedprobe.analysis.model.Unknown;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the tracer says of itself, and what was lost. */
final class TracerTally {
  /** Fields of {@code schedprobe.TracerStatistics} that tell of something missing. */
  static final List<String> LOSSES =
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
          "clampedTime",
          "clockBackwards",
          "switchesMissed",
          "ringLost",
          "threadsEnded",
          "sharesDefective",
          "sharesDefectiveTime",
          "stallsForgotten");

  /** Events of one time may be out of order in a recording, as several threads wrote them. */
  private static final int OUT_OF_ORDER = 64;

  private static final long LAST_MOMENT_BYTES = 16 * 1024;

  private final PriorityQueue<Numbered> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong((Numbered one) -> one.told.time())
              .thenComparingLong(one -> one.number));
  private final Map<String, Long> earlier = new HashMap<>();
  private final Map<String, Long> latest = new HashMap<>();
  private final TreeSet<String> sources =
      new TreeSet<>(Comparator.comparingInt(TracerTally::rank).reversed());
  private TracerState best;
  private long waits = Unknown.NUMBER;
  private long tallies;
  private long jfrLost;

  private record Numbered(Statistics told, long number) {}

  void add(TracerState state) {
    if (sources.size() < 8) {
      sources.add(state.source());
    }
    if (best == null
        || rank(state.source()) > rank(best.source())
        || (rank(state.source()) == rank(best.source()) && state.time() >= best.time())) {
      best = state;
    }
  }

  private static int rank(String source) {
    return switch (source) {
      case "ebpf" -> 2;
      case "proc" -> 1;
      default -> 0;
    };
  }

  void add(Statistics statistics) {
    waiting.add(new Numbered(statistics, tallies++));
    if (waiting.size() > OUT_OF_ORDER) {
      follow(waiting.remove().told);
    }
  }

  /** Takes cumulative tallies; one that shrinks began anew with another tracer. */
  private void follow(Statistics told) {
    if (told.get("waits") < waits) {
      for (String field : LOSSES) {
        earlier.merge(field, latest.getOrDefault(field, 0L), Long::sum);
      }
      latest.clear();
    }
    waits = told.get("waits");
    latest.putAll(told.counters());
  }

  void addJfrLoss(long bytes) {
    jfrLost += bytes;
  }

  /** Waits shorter than this are not told one by one; unknown if not told. */
  long threshold() {
    return best == null ? Unknown.NUMBER : best.threshold();
  }

  TracerHealth health(FeedReport reading) {
    while (!waiting.isEmpty()) {
      follow(waiting.remove().told);
    }
    Map<String, Long> lost = new TreeMap<>();
    for (String field : LOSSES) {
      long number = earlier.getOrDefault(field, 0L) + latest.getOrDefault(field, 0L);
      if (number > 0) {
        lost.put(field, number);
      }
    }
    long unread = latest.getOrDefault("ringUsed", 0L);
    return new TracerHealth(
        best,
        List.copyOf(sources),
        lost,
        tallies > 0,
        Map.copyOf(latest),
        jfrLost,
        unread > LAST_MOMENT_BYTES ? unread : 0,
        reading);
  }
}
