package io.schedprobe.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.Preemption;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.identity.Escaping;
import io.schedprobe.model.CgroupName;
import io.schedprobe.model.Runner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WaitEmitterTest {
  private static final long MILLI = 1_000_000;

  @RegisterExtension final Emitting emitting = new Emitting();
  private final Recording recording = emitting.recording;
  private final WaitEmitter emitter = emitting.emitter;

  @Test
  void writesAWaitWithItsSharesAndItsLargestNeighbor() throws Exception {
    recording.start();
    long start = System.nanoTime() - 20 * MILLI;
    emitter.onWait(Waits.preempted(99, start, 5 * MILLI));
    RecordedEvent e = emitting.only("schedprobe.RunQueueLatency");
    assertEquals(99, e.getLong("waitId"));
    assertEquals(Waits.STALLED.getName(), e.getThread("thread").getJavaName());
    assertEquals("http-1", e.getString("threadName"));
    assertEquals(Waits.STALLED_TID, e.getInt("osThreadId"));
    assertEquals("http-1", e.getString("osName"));
    assertEquals(Duration.ofMillis(5), e.getDuration("waited"));
    assertEquals(start, e.getLong("monotonicStart"));
    assertTrue(e.toString().contains("monotonicStart = " + start + "\n"), "as jfr print shows it");
    assertEquals(1, e.getInt("cpu"));
    assertEquals("preemption", e.getString("onset"));
    assertEquals(2, e.getInt("migrations"));
    assertEquals(nanos(650_000), e.getDuration("external"));
    assertEquals(nanos(7), e.getDuration("sibling"));
    assertEquals(nanos(640_000), e.getDuration("self"));
    assertEquals(nanos(9), e.getDuration("kernel"));
    assertEquals(nanos(3), e.getDuration("idle"));
    long sum = 0;
    for (String share :
        List.of("throttled", "external", "sibling", "self", "kernel", "idle", "unattributed")) {
      sum += e.getDuration(share).toNanos();
    }
    assertEquals(5 * MILLI, sum);
    assertEquals(nanos(7), e.getDuration("unnamed"));
    assertEquals("external", e.getString("neighborKind"));
    assertEquals("hog", e.getString("neighbor"));
    assertEquals(900, e.getInt("neighborPid"));
    assertEquals("/docker/c0ffee\\n", e.getString("neighborCgroup"));
    assertEquals("c0ffee", e.getString("neighborContainer"));
    assertEquals("app\\u001b", e.getString("neighborContainerName"));
    assertEquals("shop/web-1", e.getString("neighborPod"));
    assertEquals(nanos(650_000), e.getDuration("neighborTime"));
    assertFalse(e.getStackTrace() != null && !e.getStackTrace().getFrames().isEmpty());
  }

  @Test
  void writesEachCulpritUnderTheWaitsNumber() throws Exception {
    emitting.names.learn(new CgroupName(44, "/own"));
    recording.start();
    emitter.onWait(Waits.preempted(7, System.nanoTime() - 9 * MILLI, 5 * MILLI));
    List<RecordedEvent> runs = Recorded.events(recording, "schedprobe.NeighborRun");
    assertEquals(4, runs.size());
    for (RecordedEvent run : runs) {
      assertEquals(7, run.getLong("waitId"));
      assertEquals("http-1", run.getString("stalledName"));
      assertEquals(Waits.STALLED.getName(), run.getThread("thread").getJavaName());
    }
    RecordedEvent hog = of(runs, Waits.HOG);
    assertEquals("external", hog.getString("kind"));
    assertEquals("hog", hog.getString("process"));
    assertEquals("worker\\u001b[2J", hog.getString("threadName"));
    assertEquals(900, hog.getInt("pid"));
    assertEquals("/docker/c0ffee\\n", hog.getString("cgroup"));
    assertPlaced(hog);
    assertEquals(nanos(600_000), hog.getDuration("cpuTime"));
    assertEquals("/own", of(runs, Waits.COLLECTOR).getString("cgroup"));
    RecordedEvent flusher = of(runs, Waits.FLUSHER);
    assertEquals("kernel", flusher.getString("kind"));
    assertEquals("cgroup 1", flusher.getString("cgroup"));
    assertNull(flusher.getString("container"));
    assertNull(flusher.getString("pod"));
    assertNull(flusher.getString("unit"));
    assertEquals(-1, flusher.getLong("userId"));
  }

  /** They end at the same moment, so their order in the recording is JFR's. */
  private static RecordedEvent of(List<RecordedEvent> runs, Runner culprit) {
    return runs.stream()
        .filter(run -> run.getInt("tid") == culprit.tid())
        .findFirst()
        .orElseThrow();
  }

  private static void assertPlaced(RecordedEvent e) {
    assertEquals("c0ffee", e.getString("container"));
    assertEquals("docker", e.getString("runtime"));
    assertEquals("app\\u001b", e.getString("containerName"));
    assertEquals("shop/web-1", e.getString("pod"));
    assertEquals("1-2", e.getString("podUid"));
    assertEquals("Burstable", e.getString("qosClass"));
    assertEquals("docker-c0ffee\\t.scope", e.getString("unit"));
    assertEquals(1000, e.getLong("userId"));
  }

  @Test
  void keepsEachTypesOwnThreshold() throws Exception {
    recording.enable(RunQueueLatency.class).withThreshold(Duration.ofMillis(2));
    recording.enable(NeighborRun.class).withThreshold(Duration.ofMillis(4));
    recording.enable(Preemption.class).withThreshold(Duration.ofMillis(6));
    recording.start();
    for (int millis = 1; millis <= 8; millis++) {
      // half a millisecond away from every threshold: JFR's clock has a rate of its own
      long length = millis * MILLI + MILLI / 2;
      emitter.onWait(Waits.preempted(millis, System.nanoTime() - 9 * MILLI, length));
    }
    assertEquals(7, Recorded.events(recording, "schedprobe.RunQueueLatency").size());
    assertEquals(5 * 4, Recorded.events(recording, "schedprobe.NeighborRun").size());
    assertEquals(3, Recorded.events(recording, "schedprobe.Preemption").size());
  }

  @Test
  void worksAgainForARecordingAfterTheFirst() throws Exception {
    recording.start();
    emitter.onWait(Waits.woken(1, System.nanoTime() - 9 * MILLI, 5 * MILLI, 3));
    recording.stop();
    emitter.onWait(Waits.woken(2, System.nanoTime() - 9 * MILLI, 5 * MILLI, 3));
    try (Recording again = new Recording()) {
      again.enable("schedprobe.RunQueueLatency").withThreshold(Duration.ZERO);
      again.start();
      emitter.onWait(Waits.woken(3, System.nanoTime() - 9 * MILLI, 5, 3));
      List<RecordedEvent> events = Recorded.events(again, "schedprobe.RunQueueLatency");
      assertEquals(List.of(3L), events.stream().map(e -> e.getLong("waitId")).toList());
    }
  }

  @Test
  void writesNothingAndReadsNoClockWhenNothingIsRecorded() {
    emitter.onWait(Waits.preempted(7, System.nanoTime(), 5 * MILLI));
    assertEquals(-1, emitter.clockErrorNanos());
    assertEquals(new EmitStatistics(0, 0, 0), emitter.statistics());
  }

  @Test
  void countsWhatItCannotWriteAndGoesOn() throws Exception {
    WaitEmitter failing =
        new WaitEmitter(
            (tid, comm, at) -> {
              throw new IllegalStateException();
            },
            emitting.names,
            new OwnProcess("java", 70, "/own"),
            () -> null,
            Escaping::printable);
    recording.start();
    failing.onWait(Waits.preempted(7, System.nanoTime() - 9 * MILLI, 5 * MILLI));
    assertEquals(1, failing.statistics().unwritten());
    emitter.onWait(Waits.woken(8, System.nanoTime() - 9 * MILLI, 5 * MILLI, 3));
    assertEquals(1, emitter.statistics().threadsUnknown());
    assertNull(emitting.only("schedprobe.RunQueueLatency").getThread("thread"));
  }

  @Test
  void saysThatItDoesNotBackdateOnlyWhereJfrsClockCannotBeRead() throws Exception {
    TickSource none =
        new TickSource() {
          @Override
          public long ticks() {
            return 0;
          }

          @Override
          public long nanos() {
            return System.nanoTime();
          }

          @Override
          public void pause(long nanos) {}
        };
    WaitEmitter refused =
        new WaitEmitter(
            Waits::find,
            emitting.names,
            new OwnProcess("java", 70, "/own"),
            () -> null,
            Escaping::printable,
            none);
    refused.prepare();
    refused.onWait(Waits.woken(7, System.nanoTime() - 9 * MILLI, 5 * MILLI, 3));
    assertTrue(refused.backdates(), "nothing is recorded, so nothing was refused");
    recording.enable(RunQueueLatency.class).withThreshold(Duration.ZERO);
    recording.start();
    refused.onWait(Waits.woken(8, System.nanoTime() - 9 * MILLI, 5 * MILLI, 3));
    assertFalse(refused.backdates());
    assertEquals(-1, refused.clockErrorNanos());
    assertEquals(
        5 * MILLI, emitting.only("schedprobe.RunQueueLatency").getDuration("waited").toNanos());
  }

  @Test
  void countsTheThreadsThatEachCgroupStalled() {
    recording.start();
    emitter.onWait(Waits.preempted(1, System.nanoTime() - 9 * MILLI, 5 * MILLI));
    emitter.onWait(Waits.preempted(2, System.nanoTime() - 9 * MILLI, 5 * MILLI));
    assertEquals(Map.of(55L, 1), emitter.drainStalled());
    assertTrue(emitter.backdates());
  }

  private static Duration nanos(long nanos) {
    return Duration.ofNanos(nanos);
  }
}
