package io.schedprobe.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.schedprobe.detect.DetectorStatistics;
import io.schedprobe.events.AlertStatistics;
import io.schedprobe.events.NoisyNeighborAlert;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JfrWriterTest {
  @TempDir Path directory;

  @Test
  void theEventsHoldWhatWasJudgedAndWhatBecameOfIt() throws Exception {
    Path file = directory.resolve("alerts.jfr");
    try (Recording recording = new Recording()) {
      recording.enable(NoisyNeighborAlert.class);
      recording.enable(AlertStatistics.class);
      recording.start();
      JfrWriter.write(Messages.firing(3));
      JfrWriter.write(
          new DetectorStatistics(1, 2, 3, 4, 5, 6),
          new DeliveryStatistics(7, 8, 9, 10, 11, 14, 12),
          13);
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    RecordedEvent alert = only(events, "schedprobe.NoisyNeighborAlert");
    assertEquals(3, alert.getLong("alertId"));
    assertEquals("firing", alert.getString("phase"));
    assertEquals("warning", alert.getString("severity"));
    assertEquals("neighbor", alert.getString("cause"));
    assertEquals("0123456789abcdef", alert.getString("container"));
    assertNull(alert.getString("containerName"));
    assertEquals("a/b", alert.getString("pod"));
    assertEquals(76.7, alert.getDouble("score"));
    assertEquals(-1, alert.getDouble("throttlingScore"));
    assertEquals(Duration.ofMillis(4), alert.getDuration("p95"));
    assertEquals(Duration.ofNanos(9), alert.getDuration("lasting"));
    assertEquals("a/b 80 %", alert.getString("largest"));
    RecordedEvent statistics = only(events, "schedprobe.AlertStatistics");
    assertEquals(1, statistics.getLong("neighbors"));
    assertEquals(2, statistics.getLong("neighborsUntracked"));
    assertEquals(3, statistics.getLong("neighborsEvicted"));
    assertEquals(7, statistics.getLong("delivered"));
    assertEquals(11, statistics.getLong("overflowed"));
    assertEquals(13, statistics.getLong("failed"));
  }

  private static RecordedEvent only(List<RecordedEvent> events, String type) {
    List<RecordedEvent> found =
        events.stream().filter(e -> e.getEventType().getName().equals(type)).toList();
    assertEquals(1, found.size(), type);
    return found.get(0);
  }
}
