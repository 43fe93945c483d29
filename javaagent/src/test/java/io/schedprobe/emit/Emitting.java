package io.schedprobe.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.Preemption;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.events.Throttling;
import io.schedprobe.identity.Escaping;
import io.schedprobe.model.Quotas;
import java.util.List;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An emitter of waits with its surroundings, and a recording of what it emits. */
final class Emitting implements AfterEachCallback {
  final Recording recording = new Recording();
  final Waits.Names names = new Waits.Names();

  /** What the emitter reads of quotas; null for nothing. */
  Quotas quota;

  final WaitEmitter emitter;

  Emitting() {
    FlightRecorder.register(RunQueueLatency.class);
    FlightRecorder.register(NeighborRun.class);
    FlightRecorder.register(Preemption.class);
    FlightRecorder.register(Throttling.class);
    emitter =
        new WaitEmitter(
            Waits::find,
            names,
            new OwnProcess("java", 70, "/own"),
            () -> quota,
            Escaping::printable);
  }

  /** The one event of this type in the recording. */
  RecordedEvent only(String name) throws Exception {
    List<RecordedEvent> events = Recorded.events(recording, name);
    assertEquals(1, events.size());
    return events.get(0);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    recording.close();
  }
}
