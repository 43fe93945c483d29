package io.schedprobe.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What a recording says of waits. */
record Recorded(Map<String, List<RecordedEvent>> events, List<Stall> stalls) {

  static Recorded read(Path file) throws IOException {
    Map<String, List<RecordedEvent>> events = new HashMap<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      String name = event.getEventType().getName();
      assertNotEquals("jdk.DataLoss", name, () -> "JFR itself had no room: " + event);
      if (name.startsWith("schedprobe.")) {
        events.computeIfAbsent(name, unseen -> new ArrayList<>()).add(event);
      }
    }
    Recorded recorded = new Recorded(events, new ArrayList<>());
    recorded.join();
    recorded.nothingWasLost();
    return recorded;
  }

  /** All of one type, without the prefix that they share. */
  List<RecordedEvent> all(String name) {
    return events.getOrDefault("schedprobe." + name, List.of());
  }

  /** The waits of one thread, by its number in the JVM's own pid namespace. */
  List<Stall> of(int tid) {
    return stalls.stream().filter(stall -> stall.tid() == tid).toList();
  }

  private void join() {
    Map<Long, Stall> byId = new HashMap<>();
    for (RecordedEvent event : all("RunQueueLatency")) {
      Stall stall = new Stall(event, new ArrayList<>(), new ArrayList<>());
      stalls.add(stall);
      byId.put(event.getLong("waitId"), stall);
    }
    assertEquals(stalls.size(), byId.size(), "every wait has a number of its own");
    for (RecordedEvent event : all("NeighborRun")) {
      byId.get(event.getLong("waitId")).culprits().add(event);
    }
    for (RecordedEvent event : all("Preemption")) {
      byId.get(event.getLong("waitId")).preemptions().add(event);
    }
  }

  /** Else the numbers would be true of some of the waits only. */
  private void nothingWasLost() {
    List<RecordedEvent> statistics = all("TracerStatistics");
    assertFalse(statistics.isEmpty());
    RecordedEvent last = statistics.get(statistics.size() - 1);
    for (String loss :
        List.of(
            "suppressed",
            "dropped",
            "slotsExhausted",
            "clockBackwards",
            "recordsRefused",
            "culpritsRefused",
            "sharesDefective",
            "sharesDefectiveTime",
            "unwritten")) {
      assertEquals(0, last.getLong(loss), loss);
    }
    // The kernel refuses a new thread's storage now and then, whatever the memory; the thread's
    // first wait is lost then, and no other.
    assertTrue(last.getLong("storageFailed") <= 3, last::toString);
  }

  /** The tracer's last word on one of its tallies. */
  long tally(String field) {
    List<RecordedEvent> statistics = all("TracerStatistics");
    return statistics.get(statistics.size() - 1).getLong(field);
  }
}
