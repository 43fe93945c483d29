package io.schedprobe.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.Preemption;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.events.Throttling;
import io.schedprobe.identity.Escaping;
import io.schedprobe.model.CgroupName;
import io.schedprobe.model.QuotaLevel;
import io.schedprobe.model.Quotas;
import io.schedprobe.model.Runner;
import io.schedprobe.model.Share;
import java.time.Duration;
import java.util.List;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitEmitterTest {
  private static final long MILLI = 1_000_000;

  private final Recording recording = new Recording();
  private final Waits.Names names = new Waits.Names();
  private Quotas quota;
  private final QuotaReader quotas = () -> quota;
  private WaitEmitter emitter;

  @BeforeEach
  void open() {
    FlightRecorder.register(RunQueueLatency.class);
    FlightRecorder.register(NeighborRun.class);
    FlightRecorder.register(Preemption.class);
    FlightRecorder.register(Throttling.class);
    emitter =
        new WaitEmitter(
            Waits::find, names, new OwnProcess("java", 70, "/own"), quotas, Escaping::printable);
  }

  @AfterEach
  void close() {
    recording.close();
  }

  @Test
  void writesAWaitWithItsSharesAndItsLargestNeighbor() throws Exception {
    recording.start();
    long start = System.nanoTime() - 20 * MILLI;
    emitter.onWait(Waits.preempted(99, start, 5 * MILLI));
    RecordedEvent e = only("schedprobe.RunQueueLatency");
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
    names.learn(new CgroupName(44, "/own"));
    recording.start();
    emitter.onWait(Waits.preempted(7, System.nanoTime() - 9 * MILLI, 5 * MILLI));
    List<RecordedEvent> runs = Recorded.events(recording, "schedprobe.NeighborRun");
    assertEquals(4, runs.size());
    for (RecordedEvent run : runs) {
      assertEquals(7, run.getLong("waitId"));
      assertEquals("http-1", run.getString("stalledName"));
      assertEquals(Waits.STALLED.getName(), run.getThread("thread").getJavaName());
    }
    RecordedEvent hog = runs.get(1);
    assertEquals("external", hog.getString("kind"));
    assertEquals("hog", hog.getString("process"));
    assertEquals("worker\\u001b[2J", hog.getString("threadName"));
    assertEquals(900, hog.getInt("pid"));
    assertEquals(901, hog.getInt("tid"));
    assertEquals("/docker/c0ffee\\n", hog.getString("cgroup"));
    assertPlaced(hog);
    assertEquals(nanos(600_000), hog.getDuration("cpuTime"));
    assertEquals("/own", runs.get(0).getString("cgroup"));
    assertEquals("kernel", runs.get(3).getString("kind"));
    assertEquals("cgroup 1", runs.get(3).getString("cgroup"));
    assertNull(runs.get(3).getString("container"));
    assertNull(runs.get(3).getString("pod"));
    assertNull(runs.get(3).getString("unit"));
    assertEquals(-1, runs.get(3).getLong("userId"));
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
  void saysWhoTookTheCpuFromWhom() throws Exception {
    recording.start();
    emitter.onWait(Waits.preempted(7, System.nanoTime() - 9 * MILLI, 5 * MILLI));
    emitter.onWait(Waits.woken(8, System.nanoTime() - 9 * MILLI, 5 * MILLI, 3));
    RecordedEvent e = only("schedprobe.Preemption");
    assertEquals(7, e.getLong("waitId"));
    assertEquals("http-1", e.getString("threadName"));
    assertEquals("java", e.getString("process"));
    assertEquals(70, e.getInt("pid"));
    assertEquals("/own", e.getString("cgroup"));
    assertEquals("external", e.getString("preemptorKind"));
    assertEquals("hog", e.getString("preemptorProcess"));
    assertEquals("worker\\u001b[2J", e.getString("preemptorThreadName"));
    assertEquals(900, e.getInt("preemptorPid"));
    assertEquals(901, e.getInt("preemptorTid"));
    assertEquals("/docker/c0ffee\\n", e.getString("preemptorCgroup"));
    assertEquals("c0ffee", e.getString("preemptorContainer"));
    assertEquals("app\\u001b", e.getString("preemptorContainerName"));
    assertEquals("shop/web-1", e.getString("preemptorPod"));
  }

  @Test
  void saysWhatIsNotKnownOfWhoTookTheCpu() throws Exception {
    recording.start();
    Runner unnamed = new Runner(Share.UNATTRIBUTED, "", "", 901, 900, 0, 0);
    emitter.onWait(Waits.preemptedBy(unnamed, 7, System.nanoTime() - 9 * MILLI, 5 * MILLI));
    RecordedEvent e = only("schedprobe.Preemption");
    assertNull(e.getString("preemptorKind"));
    assertNull(e.getString("preemptorProcess"));
    assertNull(e.getString("preemptorThreadName"));
    assertNull(e.getString("preemptorCgroup"));
    assertEquals(900, e.getInt("preemptorPid"));
    assertEquals(901, e.getInt("preemptorTid"));
    assertEquals(nanos(600_000), e.getDuration("preemptorTime"), "its id is among the culprits");
  }

  @Test
  void tellsNoTimeOfAPreemptorWhoseRunsWereNotNamed() throws Exception {
    recording.start();
    Runner cut = new Runner(Share.EXTERNAL, "hog", "hog", 999, 998, 55, 0);
    emitter.onWait(Waits.preemptedBy(cut, 7, System.nanoTime() - 9 * MILLI, 5 * MILLI));
    RecordedEvent e = only("schedprobe.Preemption");
    assertEquals("external", e.getString("preemptorKind"));
    assertEquals(Long.MIN_VALUE, e.getLong("preemptorTime"));
  }

  @Test
  void namesTheCgroupThatThisJvmIsInNow() throws Exception {
    recording.start();
    emitter.self(new OwnProcess("java", 70, "/moved\n"));
    emitter.onWait(Waits.preempted(7, System.nanoTime() - 9 * MILLI, 5 * MILLI));
    assertEquals("/moved\\n", only("schedprobe.Preemption").getString("cgroup"));
  }

  @Test
  void writesTheThrottledPartUnderItsOwnThreshold() throws Exception {
    QuotaLevel level =
        new QuotaLevel("/own\n", true, 60 * MILLI, 100 * MILLI, 0, 9, 3, 5 * MILLI, -1, -1);
    quota = new Quotas(List.of(level), true);
    recording.enable(Throttling.class).withThreshold(Duration.ofMillis(3));
    recording.start();
    long start = System.nanoTime() - 20 * MILLI;
    emitter.onWait(Waits.throttled(1, start, 9 * MILLI, 2 * MILLI));
    emitter.onWait(Waits.throttled(2, start, 9 * MILLI, 4 * MILLI));
    emitter.onWait(Waits.woken(3, start, 9 * MILLI, 3));
    RecordedEvent e = only("schedprobe.Throttling");
    assertEquals(2, e.getLong("waitId"));
    assertEquals(Waits.STALLED.getName(), e.getThread("thread").getJavaName());
    assertEquals("http-1", e.getString("threadName"));
    assertEquals(Waits.STALLED_TID, e.getInt("osThreadId"));
    assertEquals(Duration.ofMillis(4), e.getDuration("throttled"));
    assertEquals("/own\\n", e.getString("cgroup"));
    assertEquals(Duration.ofMillis(60), e.getDuration("quota"));
    assertEquals(Duration.ofMillis(100), e.getDuration("quotaPeriod"));
    RecordedEvent wait =
        Recorded.events(recording, "schedprobe.RunQueueLatency").stream()
            .filter(w -> w.getLong("waitId") == 2)
            .findFirst()
            .orElseThrow();
    assertEquals("throttled", wait.getString("onset"));
    assertEquals(wait.getStartTime(), e.getStartTime());
    assertTrue(e.getDuration().compareTo(wait.getDuration()) < 0);
    assertEquals(4, Math.round(e.getDuration().toNanos() / 1e6)); // JFR's clock has its own rate
    assertEquals(0, Recorded.events(recording, "schedprobe.Preemption").size());
  }

  @Test
  void writesTheThrottledPartWhenNothingElseIsRecordedAndNoQuotaIsKnown() throws Exception {
    recording.disable(RunQueueLatency.class);
    recording.disable(NeighborRun.class);
    recording.disable(Preemption.class);
    recording.start();
    emitter.onWait(Waits.throttled(2, System.nanoTime() - 20 * MILLI, 9 * MILLI, 4 * MILLI));
    RecordedEvent e = only("schedprobe.Throttling");
    assertNull(e.getString("cgroup"));
    assertEquals(Long.MIN_VALUE, e.getLong("quota"));
    assertEquals(Long.MIN_VALUE, e.getLong("quotaPeriod"));
    assertEquals(4, Math.round(e.getDuration().toNanos() / 1e6));
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
            names,
            new OwnProcess("java", 70, "/own"),
            quotas,
            Escaping::printable);
    recording.start();
    failing.onWait(Waits.preempted(7, System.nanoTime() - 9 * MILLI, 5 * MILLI));
    assertEquals(1, failing.statistics().unwritten());
    emitter.onWait(Waits.woken(8, System.nanoTime() - 9 * MILLI, 5 * MILLI, 3));
    assertEquals(1, emitter.statistics().threadsUnknown());
    assertNull(only("schedprobe.RunQueueLatency").getThread("thread"));
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
            names,
            new OwnProcess("java", 70, "/own"),
            quotas,
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
    assertEquals(5 * MILLI, only("schedprobe.RunQueueLatency").getDuration("waited").toNanos());
  }

  @Test
  void countsTheThreadsThatEachCgroupStalled() {
    recording.start();
    emitter.onWait(Waits.preempted(1, System.nanoTime() - 9 * MILLI, 5 * MILLI));
    emitter.onWait(Waits.preempted(2, System.nanoTime() - 9 * MILLI, 5 * MILLI));
    assertEquals(java.util.Map.of(55L, 1), emitter.drainStalled());
    assertTrue(emitter.backdates());
  }

  private RecordedEvent only(String name) throws Exception {
    List<RecordedEvent> events = Recorded.events(recording, name);
    assertEquals(1, events.size());
    return events.get(0);
  }

  private static Duration nanos(long nanos) {
    return Duration.ofNanos(nanos);
  }
}
