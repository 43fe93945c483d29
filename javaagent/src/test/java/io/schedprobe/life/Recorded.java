package io.schedprobe.life;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** The events of a recording. */
record Recorded(List<RecordedEvent> events) {

  static Recorded read(Path file) throws IOException {
    return new Recorded(RecordingFile.readAllEvents(file));
  }

  /** Those of a name of ours, such as "TracerState", in the order of their time. */
  List<RecordedEvent> of(String name) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals("schedprobe." + name))
        .sorted((a, b) -> a.getStartTime().compareTo(b.getStartTime()))
        .toList();
  }

  /** The last of them. */
  RecordedEvent last(String name) {
    List<RecordedEvent> all = of(name);
    if (all.isEmpty()) {
      throw new AssertionError("no " + name + " among " + events.size() + " events");
    }
    return all.get(all.size() - 1);
  }

  /** Thresholds that the kernel tracer told of, in nanoseconds, each once, in order. */
  List<Long> thresholds() {
    return of("TracerState").stream()
        .filter(event -> event.getString("source").equals("ebpf"))
        .map(event -> event.getLong("threshold"))
        .distinct()
        .toList();
  }

  /** How often Flight Recorder itself says that it lost events. */
  long dataLosses() {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals("jdk.DataLoss"))
        .count();
  }
}
