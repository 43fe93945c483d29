package io.schedprobe.truth;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;

/** One wait, from all the events that tell of it. */
record Stall(RecordedEvent event, List<RecordedEvent> culprits, List<RecordedEvent> preemptions) {
  static final List<String> SHARES =
      List.of("throttled", "external", "sibling", "self", "kernel", "idle", "unattributed");

  private static final List<String> SHARES_OF_TASKS =
      List.of("external", "sibling", "self", "kernel");

  int tid() {
    return event.getInt("osThreadId");
  }

  /** A timespan of the wait itself, in nanoseconds. */
  long nanos(String field) {
    return event.getLong(field);
  }

  long endNanos() {
    return nanos("monotonicStart") + nanos("waited");
  }

  boolean isPreemption() {
    return "preemption".equals(event.getString("onset"));
  }

  /** Time in which some task ran. */
  long ranNanos() {
    return SHARES_OF_TASKS.stream().mapToLong(this::nanos).sum();
  }

  /** Time that a culprit stands for. */
  long namedNanos() {
    return culprits.stream().mapToLong(culprit -> culprit.getLong("cpuTime")).sum();
  }

  /** The culprits that are threads of one process. */
  Stream<RecordedEvent> culpritsOf(long pid) {
    return culprits.stream().filter(culprit -> culprit.getInt("pid") == pid);
  }

  /** Time of the culprits of one kind. */
  long namedNanos(String kind) {
    return culprits.stream()
        .filter(culprit -> Objects.equals(kind, culprit.getString("kind")))
        .mapToLong(culprit -> culprit.getLong("cpuTime"))
        .sum();
  }
}
