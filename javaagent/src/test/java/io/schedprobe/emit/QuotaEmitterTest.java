package io.schedprobe.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.events.CpuQuota;
import io.schedprobe.events.TracerState;
import io.schedprobe.identity.Escaping;
import io.schedprobe.model.QuotaLevel;
import io.schedprobe.model.Quotas;
import java.time.Duration;
import java.util.List;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuotaEmitterTest {
  private static final long MILLI = 1_000_000;
  private static final QuotaLevel FREE =
      new QuotaLevel("/pod/own", true, -1, -1, -1, 5, 1, 7, 40, 4);
  private static final QuotaLevel ABOVE = new QuotaLevel("/pod", false, -1, -1, -1, 0, 0, 0, 0, 0);

  private final Recording recording = new Recording();
  private Quotas now;
  private final QuotaEmitter emitter = new QuotaEmitter(() -> now, Escaping::printable);

  @BeforeEach
  void start() {
    FlightRecorder.register(CpuQuota.class);
    FlightRecorder.register(TracerState.class);
    // The hook then runs when the recording ends, whatever the time.
    recording.enable(CpuQuota.class).with("period", "endChunk");
    recording.disable(TracerState.class);
    emitter.start();
  }

  @AfterEach
  void stop() {
    emitter.close();
    recording.close();
  }

  private List<RecordedEvent> recorded(Quotas first, Quotas second) throws Exception {
    now = first;
    emitter.wanted(true);
    recording.start();
    now = second;
    recording.stop();
    return Recorded.events(recording, "schedprobe.CpuQuota");
  }

  @Test
  void tellsWhatWasAddedAndOfEachQuotaAbove() throws Exception {
    QuotaLevel after = new QuotaLevel("/pod/own", true, -1, -1, -1, 8, 3, 9, 45, 4);
    QuotaLevel limited =
        new QuotaLevel("/pod", false, 60 * MILLI, 100 * MILLI, MILLI, 50, 47, 530, 0, 0);
    QuotaLevel root = new QuotaLevel("/", false, -1, -1, -1, -1, -1, -1, -1, -1);
    List<RecordedEvent> events =
        recorded(
            new Quotas(List.of(FREE, ABOVE, root), true),
            new Quotas(List.of(after, limited, root), true));
    assertEquals(2, events.size());
    RecordedEvent own = events.get(0);
    assertEquals("/pod/own", own.getString("cgroup"));
    assertTrue(own.getBoolean("own"));
    assertEquals(Long.MIN_VALUE, own.getLong("quota"));
    assertEquals(Long.MIN_VALUE, own.getLong("quotaPeriod"));
    assertEquals(Long.MIN_VALUE, own.getLong("burst"));
    assertEquals(-1, own.getDouble("cpus"));
    assertEquals(3, own.getLong("periods"));
    assertEquals(2, own.getLong("throttledPeriods"));
    assertEquals(2, own.getLong("throttledTime"));
    assertEquals(5, own.getLong("pressureSome"));
    assertEquals(0, own.getLong("pressureFull"));
    assertTrue(own.getBoolean("allVisible"));
    RecordedEvent above = events.get(1);
    assertEquals("/pod", above.getString("cgroup"));
    assertFalse(above.getBoolean("own"));
    assertEquals(Duration.ofMillis(60), above.getDuration("quota"));
    assertEquals(Duration.ofMillis(100), above.getDuration("quotaPeriod"));
    assertEquals(Duration.ofMillis(1), above.getDuration("burst"));
    assertEquals(0.6, above.getDouble("cpus"));
    assertEquals(50, above.getLong("periods"));
    assertEquals(47, above.getLong("throttledPeriods"));
    assertEquals(530, above.getLong("throttledTime"));
    assertTrue(above.getDuration("period").toNanos() > 0);
  }

  @Test
  void tellsOfAQuotaThatWasLiftedMeanwhile() throws Exception {
    QuotaLevel before = new QuotaLevel("/pod", false, 60, 100, 0, 1, 1, 1, 0, 0);
    QuotaLevel after = new QuotaLevel("/pod", false, -1, -1, -1, 2, 2, 5, 0, 0);
    List<RecordedEvent> events =
        recorded(new Quotas(List.of(FREE, before), false), new Quotas(List.of(FREE, after), false));
    assertEquals(2, events.size());
    assertEquals(4, events.get(1).getLong("throttledTime"));
    assertEquals(Long.MIN_VALUE, events.get(1).getLong("quota"));
    assertFalse(events.get(1).getBoolean("allVisible"));
  }

  @Test
  void saysUnknownWhereTheKernelDoesOrATallyBeganAnew() throws Exception {
    QuotaLevel unknown = new QuotaLevel("/pod/own", true, 60, 100, -1, 4, -1, 6, -1, 4);
    RecordedEvent e =
        recorded(new Quotas(List.of(FREE), true), new Quotas(List.of(unknown), true)).get(0);
    assertEquals(-1, e.getLong("periods"));
    assertEquals(-1, e.getLong("throttledPeriods"));
    assertEquals(Long.MIN_VALUE, e.getLong("throttledTime"));
    assertEquals(Long.MIN_VALUE, e.getLong("pressureSome"));
    assertEquals(0, e.getLong("pressureFull"));
  }

  @Test
  void saysNothingWhenTheFilesCannotBeRead() throws Exception {
    assertEquals(List.of(), recorded(new Quotas(List.of(FREE), true), null));
  }

  @Test
  void doesNotCountWhatWasBeforeAnybodyWantedToKnow() throws Exception {
    assertEquals(List.of(), recorded(null, new Quotas(List.of(FREE), true)));
  }

  @Test
  void tellsAtTheEndOfAChunkWhateverThePeriod() throws Exception {
    recording.enable(CpuQuota.class).with("period", "1 h");
    recording.enable(TracerState.class);
    now = new Quotas(List.of(FREE), true);
    recording.start();
    emitter.wanted(true); // after the beginning of the chunk, however long that took
    long begun = System.nanoTime();
    while (System.nanoTime() - begun <= 2 * PeriodicEmitter.SHORTEST_NANOS) {
      Thread.sleep(10);
    }
    recording.stop();
    assertEquals(1, Recorded.events(recording, "schedprobe.CpuQuota").size());
  }
}
