package io.schedprobe.emit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What a recording holds. */
final class Recorded {
  private Recorded() {}

  static List<RecordedEvent> events(Recording recording, String name) throws IOException {
    Path file = Files.createTempFile("schedprobe", ".jfr");
    try {
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .filter(e -> e.getEventType().getName().equals(name))
          .toList();
    } finally {
      Files.delete(file);
    }
  }
}
