package io.schedprobe.benchmarks.overhead;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What a recording holds of our events. */
final class Recording {
  private Recording() {}

  /** Single waits in each second between the first and the last of them. */
  static double waitsPerSecond(Path file) throws IOException {
    long waits = 0;
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getEventType().getName().equals("schedprobe.RunQueueLatency")) {
          waits++;
          first = event.getEndTime().isBefore(first) ? event.getEndTime() : first;
          last = event.getEndTime().isAfter(last) ? event.getEndTime() : last;
        }
      }
    }
    if (waits < 2) {
      throw new IllegalStateException("no wait was recorded: nothing was measured");
    }
    return waits / (Duration.between(first, last).toNanos() / 1e9);
  }
}
