package io.schedprobe.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.identity.Escaping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;

/** Backdated events beside events that JFR timed itself. */
class BackdatingTest {
  private static final long MILLI = 1_000_000;
  private static final int ROUNDS = 40;

  @Name("schedprobe.test.Witness")
  @StackTrace(false)
  static final class Witness extends jdk.jfr.Event {
    int round;
  }

  @Test
  void placesAWaitWhereJfrPlacesItsOwnEventOfThatMoment() throws Exception {
    FlightRecorder.register(RunQueueLatency.class);
    WaitEmitter emitter =
        new WaitEmitter(
            Waits::find,
            new Waits.Names(),
            new OwnProcess("java", 70, "/own"),
            () -> null,
            Escaping::printable);
    List<Long> lengths = new ArrayList<>();
    List<Long> uncertain = new ArrayList<>();
    try (Recording recording = new Recording()) {
      recording.start();
      emitter.prepare();
      for (int round = 0; round < ROUNDS; round++) {
        Witness witness = new Witness();
        witness.round = round;
        long before = System.nanoTime();
        witness.begin();
        long after = System.nanoTime();
        Thread.sleep(20 + 5L * round);
        witness.end();
        witness.commit();
        long moment = before + (after - before) / 2;
        lengths.add(2 * MILLI + round * 1_000L);
        uncertain.add((after - before) / 2);
        emitter.onWait(Waits.woken(round, moment, lengths.get(round), 3));
      }
      List<RecordedEvent> witnesses =
          ordered(Recorded.events(recording, "schedprobe.test.Witness"), "round");
      List<RecordedEvent> waits =
          ordered(Recorded.events(recording, "schedprobe.RunQueueLatency"), "waitId");
      assertEquals(ROUNDS, waits.size());
      List<Long> missed = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        RecordedEvent wait = waits.get(round);
        long off =
            Duration.between(witnesses.get(round).getStartTime(), wait.getStartTime()).toNanos();
        missed.add(Math.max(0, Math.abs(off) - uncertain.get(round)));
        // JFR turns ticks into time at a rate measured once: some parts in 10,000 at worst
        long length = lengths.get(round);
        long longer = wait.getDuration().toNanos() - length;
        assertTrue(Math.abs(longer) <= length / 1000, "longer by " + longer + " ns");
        assertEquals(lengths.get(round), wait.getDuration("waited").toNanos());
        long apart = Duration.between(wait.getInstant("waitStart"), wait.getStartTime()).toMillis();
        assertTrue(Math.abs(apart) <= 50, "wall clock " + apart + " ms away");
      }
      missed.sort(null);
      assertTrue(missed.get(ROUNDS / 2) < 5_000, "median off by " + missed.get(ROUNDS / 2) + " ns");
    }
  }

  /** A recording's events lie in the order of its buffers, not of time. */
  private static List<RecordedEvent> ordered(List<RecordedEvent> events, String number) {
    return events.stream()
        .sorted(Comparator.comparingLong(event -> event.getLong(number)))
        .toList();
  }
}
