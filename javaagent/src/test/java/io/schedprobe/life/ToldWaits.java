package io.schedprobe.life;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;

/**
 * The waits that a recording tells by thread, held against the kernel side's own tally.
 *
 * <p>Both go on while they are read. So of the passes over all threads (whose events have the
 * period in common) and of the tallies read between them, a first and a last are chosen so that
 * what is told must lie between two differences of tallies.
 */
final class ToldWaits {
  private final List<RecordedEvent> tallies;
  private final List<Pass> passes = new ArrayList<>();

  /** One pass over all threads. */
  private static final class Pass {
    final long period;
    final Instant first;
    Instant last;
    long waits;

    Pass(RecordedEvent event) {
      period = event.getLong("period");
      first = event.getStartTime();
    }
  }

  ToldWaits(Recorded recorded) {
    tallies = recorded.of("TracerStatistics");
    Pass pass = null;
    for (RecordedEvent event : recorded.of("ThreadRunQueue")) {
      if (pass == null || pass.period != event.getLong("period")) {
        pass = new Pass(event);
        passes.add(pass);
      }
      pass.last = event.getStartTime();
      pass.waits += event.getLong("waits");
    }
  }

  void assertAgreeWithTheKernel() {
    assertTrue(passes.size() > 4 && tallies.size() > 4, "too short: " + passes.size());
    // What was waited before the first pass is not all told.
    long told = passes.subList(1, passes.size()).stream().mapToLong(pass -> pass.waits).sum();
    long least = lastWithTwoPassesAfter() - firstAfter(passes.get(0).last);
    long most = tallies.get(tallies.size() - 1).getLong("waits") - lastBefore(passes.get(0).first);
    assertTrue(
        least <= told && told <= most,
        () -> "told " + told + " waits, of at least " + least + " and at most " + most);
  }

  /** All that it counted is in the passes: the second began after it. */
  private long lastWithTwoPassesAfter() {
    Instant end = passes.get(passes.size() - 2).first;
    return lastBefore(end);
  }

  private long firstAfter(Instant time) {
    return tallies.stream()
        .filter(tally -> tally.getStartTime().isAfter(time))
        .findFirst()
        .orElseThrow()
        .getLong("waits");
  }

  /** 0 when there is none. */
  private long lastBefore(Instant time) {
    return tallies.stream()
        .filter(tally -> tally.getStartTime().isBefore(time))
        .reduce((a, b) -> b)
        .map(tally -> tally.getLong("waits"))
        .orElse(0L);
  }
}
