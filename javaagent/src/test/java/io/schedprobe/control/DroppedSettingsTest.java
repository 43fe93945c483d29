package io.schedprobe.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;

/** On recordings of this JVM, which take the place of those of a command line. */
class DroppedSettingsTest {
  private static final String LATENCY = "schedprobe.RunQueueLatency#";

  @Test
  void restoresAThresholdAndEnablesItsEvent() {
    try (Recording recording = started(Map.of("jdk.GCPhasePause#enabled", "true"))) {
      assertEquals(
          List.of(LATENCY + "threshold=200us"),
          dropped(recording, LATENCY + "threshold=200us").restore(List.of(recording)));
      assertEquals(
          Map.of(
              LATENCY + "threshold",
              "200us",
              LATENCY + "enabled",
              "true",
              "jdk.GCPhasePause#enabled",
              "true"),
          recording.getSettings());
    }
  }

  @Test
  void doesItOnce() {
    try (Recording recording = started(Map.of())) {
      DroppedSettings dropped = dropped(recording, LATENCY + "enabled=false");
      assertEquals(List.of(LATENCY + "enabled=false"), dropped.restore(List.of(recording)));
      recording.setSettings(Map.of());
      assertEquals(List.of(), dropped.restore(List.of(recording)));
      assertEquals(Map.of(), recording.getSettings());
    }
  }

  @Test
  void waitsForTheRecordingToRun() {
    try (Recording recording = new Recording()) {
      DroppedSettings dropped = dropped(recording, "schedprobe.Neighbor#period=1 s");
      assertEquals(List.of(), dropped.restore(List.of(recording)));
      recording.start();
      assertEquals(List.of("schedprobe.Neighbor#period=1 s"), dropped.restore(List.of(recording)));
    }
  }

  @Test
  void leavesWhatTheRecordingSaysItself() {
    Map<String, String> own = Map.of(LATENCY + "threshold", "5 ms");
    try (Recording recording = started(own)) {
      assertEquals(
          List.of(), dropped(recording, LATENCY + "threshold=200us").restore(List.of(recording)));
      assertEquals(own, recording.getSettings());
    }
  }

  @Test
  void leavesWhatIsNoSettingOfOurs() {
    try (Recording recording = started(Map.of())) {
      String nonsense =
          "schedprobe.RunQueLatency#threshold=1us,schedprobe.Neighbor#threshold=1us,"
              + "schedprobe.RunQueueLatency#threshold=soon,schedprobe.RunQueueLatency#enabled=yes,"
              + "+schedprobe.Preemption#threshold=1us,jdk.ThreadPark#threshold=1us";
      assertEquals(List.of(), dropped(recording, nonsense).restore(List.of(recording)));
      assertEquals(Map.of(), recording.getSettings());
    }
  }

  @Test
  void leavesOtherRecordingsAlone() {
    try (Recording recording = started(Map.of());
        Recording other = started(Map.of())) {
      other.setName(recording.getName());
      recording.setName("renamed");
      DroppedSettings dropped = dropped(recording, LATENCY + "threshold=200us");
      assertEquals(List.of(), dropped.restore(List.of(other, recording)));
      assertEquals(Map.of(), other.getSettings());
    }
  }

  private static Recording started(Map<String, String> settings) {
    Recording recording = new Recording();
    recording.setSettings(settings);
    recording.start();
    return recording;
  }

  /** As if the option that says so had started the recording. */
  private static DroppedSettings dropped(Recording recording, String values) {
    List<String> options =
        LongStream.rangeClosed(1, recording.getId())
            .mapToObj(
                i -> "-XX:StartFlightRecording" + (i == recording.getId() ? ":" + values : ""))
            .toList();
    return new DroppedSettings(options, OwnEvents.settings());
  }
}
