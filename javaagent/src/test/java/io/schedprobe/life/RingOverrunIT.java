package io.schedprobe.life;

import static io.schedprobe.testing.JavaProcess.agent;
import static io.schedprobe.testing.JavaProcess.agentJar;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.JavaProcess;
import io.schedprobe.testing.RequireBpf;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More waits than a tiny ring holds: none is lost uncounted, and the user hears of it. */
@Timeout(180)
class RingOverrunIT {
  private static final int THREADS = 8;
  private static final int ROUNDS = 3000;

  /** Bytes of a record of a wait without a culprit, or fewer. */
  private static final int LEAST_RECORD = 200;

  /** Far more than that of the events' times. */
  private static final Duration CLOCK_ERROR = Duration.ofMillis(1);

  @TempDir private Path directory;

  @BeforeEach
  void requireBpf() {
    RequireBpf.orAbort();
  }

  @Test
  void everyWaitIsToldOrCounted() throws Exception {
    Path file = directory.resolve("overrun.jfr");
    Map<Integer, Long> runs = new TreeMap<>();
    try (ServiceProcess service = ServiceProcess.start(agent("ring=4k,rate=1000000"))) {
      service.awaitAgent();
      service.tell(
          "start all " + ServiceProcess.onlyWaitsOver("0ns"),
          "ThreadRunQueue#enabled=true ThreadRunQueue#period=200ms TracerState#enabled=true",
          "TracerStatistics#enabled=true TracerStatistics#period=50ms");
      awaitPeriods(service);
      service.tell("stand " + THREADS + " storm-");
      service.tell("nudge " + ROUNDS);
      // several tallies of a JVM at rest
      Thread.sleep(1000);
      for (int tid : Footprint.threads(service.pid(), "storm-")) {
        runs.put(tid, Footprint.runs(service.pid(), tid));
      }
      service.tell("stop all " + file);
      for (Map.Entry<Integer, Long> thread : runs.entrySet()) {
        assertEquals(thread.getValue(), Footprint.runs(service.pid(), thread.getKey()));
      }
      service.end();
      assertEquals(List.of(), service.err());
    }
    assertEquals(THREADS, runs.size());
    Recorded recorded = Recorded.read(file);
    RecordedEvent last = recorded.last("TracerStatistics");
    assertTrue(last.getLong("dropped") > THREADS, last::toString);
    assertEquals(0, last.getLong("suppressed"), last::toString);
    assertEveryRunWasAWait(recorded, runs, last);
    assertDropsAreWhatIsMissing(recorded, runs, last);
    assertTalliesAddUp(recorded);
    new ToldWaits(recorded).assertAgreeWithTheKernel();
    assertSummaryTells(file, last);
  }

  /** From then on the waits of all threads are told. */
  private void awaitPeriods(ServiceProcess service) throws Exception {
    Path file = directory.resolve("look.jfr");
    for (int i = 0; i < 300; i++) {
      service.tell("dump all " + file);
      if (Recorded.read(file).of("TracerState").stream()
          .anyMatch(event -> event.getString("source").equals("ebpf"))) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no tracer: " + service.err());
  }

  /** The truth is the kernel's: how often it gave each thread a CPU. */
  private static void assertEveryRunWasAWait(
      Recorded recorded, Map<Integer, Long> runs, RecordedEvent last) {
    // a switch of which the kernel did not tell may have been the beginning of a wait
    long lost =
        last.getLong("storageFailed")
            + last.getLong("clockBackwards")
            + last.getLong("switchesMissed");
    long all = 0;
    for (Map.Entry<Integer, Long> thread : runs.entrySet()) {
      long waits = sum(recorded, "ThreadRunQueue", "waits", thread.getKey());
      assertTrue(waits > ROUNDS / 10, () -> "thread " + thread + " waited " + waits);
      assertTrue(waits <= thread.getValue(), () -> "thread " + thread + " waited " + waits);
      all += thread.getValue() - waits;
    }
    assertTrue(all <= lost, "waits missing: " + all + " of " + last);
  }

  private static void assertDropsAreWhatIsMissing(
      Recorded recorded, Map<Integer, Long> runs, RecordedEvent last) {
    long waits = 0;
    long time = 0;
    for (int tid : runs.keySet()) {
      waits += sum(recorded, "ThreadRunQueue", "waits", tid) - told(recorded, tid);
      time +=
          sum(recorded, "ThreadRunQueue", "total", tid)
              - sum(recorded, "RunQueueLatency", "waited", tid);
    }
    long otherWaits = 0;
    long otherTime = 0;
    for (RecordedEvent event : recorded.of("ThreadRunQueue")) {
      if (!runs.containsKey(event.getInt("osThreadId"))) {
        otherWaits += event.getLong("waits");
        otherTime += event.getLong("total");
      }
    }
    long ofOthers = last.getLong("dropped") - waits;
    long timeOfOthers = last.getLong("droppedTime") - time;
    assertTrue(
        ofOthers >= 0 && ofOthers <= otherWaits,
        "missing " + waits + ", of the others " + otherWaits + "; " + last);
    assertTrue(
        timeOfOthers >= 0 && timeOfOthers <= otherTime,
        "missing " + time + " ns, of the others " + otherTime + "; " + last);
  }

  private static long sum(Recorded recorded, String type, String field, int tid) {
    return recorded.of(type).stream()
        .filter(event -> event.getInt("osThreadId") == tid)
        .mapToLong(event -> event.getLong(field))
        .sum();
  }

  private static long told(Recorded recorded, int tid) {
    return recorded.of("RunQueueLatency").stream()
        .filter(event -> event.getInt("osThreadId") == tid)
        .count();
  }

  /**
   * What was counted was told, or counted as lost. A tally is read at some time between the event
   * before it and its own; where nothing happened in between, it is exact.
   */
  private static void assertTalliesAddUp(Recorded recorded) {
    List<Instant> ends = new ArrayList<>();
    recorded.of("RunQueueLatency").forEach(event -> ends.add(event.getEndTime()));
    Instant before = Instant.EPOCH;
    boolean exact = false;
    for (RecordedEvent tally : recorded.of("TracerStatistics")) {
      Instant now = tally.getStartTime();
      long emitted = tally.getLong("emitted");
      assertTrue(emitted >= toldUntil(ends, before.minus(CLOCK_ERROR)), tally::toString);
      // At the end of the recording some may still be in the ring, never to be told.
      long inRing = (tally.getLong("ringUsed") + LEAST_RECORD - 1) / LEAST_RECORD;
      assertTrue(emitted <= toldUntil(ends, now.plus(CLOCK_ERROR)) + inRing, tally::toString);
      exact |=
          tally.getLong("dropped") > 0
              && emitted == toldUntil(ends, now)
              && tally.getLong("waits") == emitted + tally.getLong("dropped");
      before = now;
    }
    assertTrue(exact, "no tally agrees with what was told till then");
  }

  private static long toldUntil(List<Instant> ends, Instant time) {
    return ends.stream().filter(end -> end.isBefore(time)).count();
  }

  private static void assertSummaryTells(Path file, RecordedEvent last) throws Exception {
    try (JavaProcess summary =
        JavaProcess.start("-jar", agentJar().toString(), "summary", file.toString())) {
      assertEquals(0, summary.exitStatus(), summary.err()::toString);
      String text = String.join(" ", summary.out());
      String dropped = String.format(Locale.ROOT, "dropped %,d waits (", last.getLong("dropped"));
      assertTrue(text.contains(dropped), () -> text.substring(text.indexOf("Lost ")));
    }
  }
}
