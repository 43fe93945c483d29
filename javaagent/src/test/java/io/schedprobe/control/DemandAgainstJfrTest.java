package io.schedprobe.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schedprobe.events.RunQueueLatency;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import org.junit.jupiter.api.Test;

/** Our reading of the settings against what JFR itself does with an event under them. */
class DemandAgainstJfrTest {
  private static final long SEED = 20_260_101;
  private static final String[] ENABLED = {null, null, "true", "true", "false"};
  private static final String[] THRESHOLDS = {null, "0 ns", "3 us", "200us", "20 ms", "1 s"};

  @Test
  void agreesWithJfrOnRecordingsDrawnAtRandom() throws Exception {
    FlightRecorder.getFlightRecorder();
    FlightRecorder.register(RunQueueLatency.class);
    long id = EventType.getEventType(RunQueueLatency.class).getId();
    String[] keys = {"schedprobe.RunQueueLatency", Long.toString(id)};
    Random random = new Random(SEED);
    for (int round = 0; round < 150; round++) {
      List<Recording> recordings = new ArrayList<>();
      try {
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
          Recording recording = new Recording();
          recordings.add(recording);
          recording.setSettings(draw(random, keys));
          if (random.nextInt(4) > 0) {
            recording.start();
          }
        }
        check(round);
      } finally {
        recordings.forEach(Recording::close);
      }
    }
  }

  private static Map<String, String> draw(Random random, String[] keys) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String key : keys) {
      String enabled = ENABLED[random.nextInt(ENABLED.length)];
      String threshold = THRESHOLDS[random.nextInt(THRESHOLDS.length)];
      if (enabled != null && random.nextBoolean()) {
        settings.put(key + "#enabled", enabled);
      }
      if (threshold != null && random.nextBoolean()) {
        settings.put(key + "#threshold", threshold);
      }
    }
    return settings;
  }

  private static void check(int round) throws Exception {
    List<Map<String, String>> running = new ArrayList<>();
    for (Recording recording : FlightRecorder.getFlightRecorder().getRecordings()) {
      if (recording.getState() == RecordingState.RUNNING) {
        running.add(recording.getSettings());
      }
    }
    long threshold = DemandOfRecordings.of(RunQueueLatency.class).threshold(running);
    String context = "round " + round + ": " + running;
    RunQueueLatency event = new RunQueueLatency();
    assertEquals(event.isEnabled(), threshold >= 0, context);
    if (threshold >= 0) {
      // a tick is at most a few nanoseconds, and JFR rounds
      long slack = 100 + threshold / 100;
      assertEquals(true, isTaken(event, threshold + slack), context + " takes " + threshold);
      if (threshold > slack) {
        assertEquals(false, isTaken(event, threshold - slack), context + " from " + threshold);
      }
    }
  }

  /** Whether JFR would commit an event of this length. */
  private static boolean isTaken(RunQueueLatency event, long nanos) throws Exception {
    VarHandle start = field("startTime");
    VarHandle duration = field("duration");
    event.begin();
    duration.set(event, Math.round(nanos * ticksPerNano(event, start)));
    return event.shouldCommit();
  }

  private static VarHandle field(String name) throws Exception {
    return MethodHandles.privateLookupIn(RunQueueLatency.class, MethodHandles.lookup())
        .findVarHandle(RunQueueLatency.class, name, long.class);
  }

  private static double ticksPerNano;

  private static double ticksPerNano(RunQueueLatency event, VarHandle start)
      throws InterruptedException {
    if (ticksPerNano == 0) {
      long nanos = System.nanoTime();
      event.begin();
      long ticks = (long) start.get(event);
      Thread.sleep(200);
      long ranNanos = System.nanoTime() - nanos;
      event.begin();
      ticksPerNano = ((long) start.get(event) - ticks) / (double) ranNanos;
    }
    return ticksPerNano;
  }
}
