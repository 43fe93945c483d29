package io.schedprobe.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.decode.DecoderStatistics;
import io.schedprobe.events.Neighbor;
import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.Preemption;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.events.ThreadRunQueue;
import io.schedprobe.events.TracerProgram;
import io.schedprobe.events.TracerState;
import io.schedprobe.events.TracerStatistics;
import io.schedprobe.identity.Escaping;
import io.schedprobe.identity.ThreadIdentity;
import io.schedprobe.model.LatencyHistogram;
import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.observe.AgentReports;
import io.schedprobe.observe.AgentUse;
import io.schedprobe.observe.Readings;
import io.schedprobe.observe.SourceReport;
import io.schedprobe.testing.FixedSource;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeriodicEmitterTest {
  private static final int JUST_ENDED = 77;

  private final Recording recording = new Recording();
  private final FixedSource source = new FixedSource();
  private boolean open = true;
  private int drains;
  private WaitEmitter waits;
  private PeriodicEmitter emitter;

  private final ThreadFinder finder =
      new ThreadFinder() {
        @Override
        public ThreadIdentity find(int tid, String comm, long atNanos) {
          return Waits.find(tid, comm, atNanos);
        }

        @Override
        public ThreadIdentity findEnded(int tid, String comm, long atNanos) {
          return tid == JUST_ENDED
              ? new ThreadIdentity(tid, null, "pool-1-thread-1", ThreadIdentity.Category.JAVA)
              : Waits.find(tid, comm, atNanos);
        }
      };

  private final AgentReports reports =
      new AgentReports() {
        @Override
        public SourceReport source() {
          return new SourceReport(
              "proc", false, "no CAP_BPF", "grant it\n", 200_000, "bundled 1.5", null, null, false);
        }

        @Override
        public DecoderStatistics decoder() {
          return new DecoderStatistics(1, 2, 30, 400, 5_000, 6, 7, 8, 9, 10);
        }

        @Override
        public AgentUse use() {
          return new AgentUse(21, 22, 23);
        }
      };

  @BeforeEach
  void start() {
    for (Class<? extends Event> type :
        List.<Class<? extends Event>>of(
            RunQueueLatency.class,
            NeighborRun.class,
            Preemption.class,
            ThreadRunQueue.class,
            Neighbor.class,
            TracerState.class,
            TracerStatistics.class,
            TracerProgram.class)) {
      FlightRecorder.register(type);
      // a hook then runs when the recording ends, whatever the time
      recording.enable(type).with("period", "endChunk");
    }
    Waits.Names names = new Waits.Names();
    waits =
        new WaitEmitter(
            Waits::find,
            names,
            new OwnProcess("java", 70, "/own"),
            () -> null,
            Escaping::printable);
    emitter =
        new PeriodicEmitter(
            new Readings(
                reader -> {
                  if (open) {
                    reader.accept(source);
                  }
                }),
            waits,
            finder,
            names,
            Escaping::printable,
            reports,
            () -> drains++);
    emitter.start();
  }

  @AfterEach
  void stop() {
    emitter.close();
    recording.close();
  }

  @Test
  void writesWhatEachThreadWaitedInThePeriod() throws Exception {
    source.threads.add(new ThreadWaits(9, 9, "old", false, 1, 1, 1, 1, new long[7], null));
    emitter.beginPeriods();
    recording.start();
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.add(0, 60);
    histogram.add(4, 35);
    histogram.add(8, 5);
    source.threads.add(
        new ThreadWaits(
            104_711,
            Waits.STALLED_TID,
            "http-1",
            true,
            5_000_000_000L,
            90_000,
            9_000,
            3,
            new long[] {0, 100, 200, 300, 40, 50, 210},
            histogram));
    source.threads.add(new ThreadWaits(0, 0, "rest", false, 2, 7, -1, -1, null, null));
    recording.stop();
    List<RecordedEvent> events = Recorded.events(recording, "schedprobe.ThreadRunQueue");
    assertEquals(2, events.size());
    RecordedEvent e = events.get(0);
    assertEquals(Waits.STALLED.getName(), e.getThread("thread").getJavaName());
    assertEquals("http-1", e.getString("threadName"));
    assertEquals(Waits.STALLED_TID, e.getInt("osThreadId"));
    assertTrue(e.getBoolean("exited"));
    assertEquals(Integer.MAX_VALUE, e.getInt("waits"));
    assertEquals(Integer.MAX_VALUE, e.getInt("switches"));
    assertEquals(3, e.getInt("preemptions"));
    assertEquals(Duration.ofNanos(90_000), e.getDuration("total"));
    assertEquals(Duration.ofNanos(9_000), e.getDuration("max"));
    assertEquals(Duration.ofNanos(511), e.getDuration("p50"));
    assertEquals(Duration.ofNanos(4_607), e.getDuration("p90"));
    assertEquals(Duration.ofNanos(8_596), e.getDuration("p99"));
    assertEquals(Duration.ofNanos(9_000), e.getDuration("p999"));
    assertEquals(Duration.ofNanos(100), e.getDuration("external"));
    assertEquals(Duration.ofNanos(210), e.getDuration("unattributed"));
    assertTrue(e.getDuration("period").toNanos() > 0);
    RecordedEvent rest = events.get(1);
    assertNull(rest.getThread("thread"));
    assertEquals("(other threads)", rest.getString("threadName"));
    assertEquals(Long.MIN_VALUE, rest.getLong("p99"));
    assertEquals(Long.MIN_VALUE, rest.getLong("self"));
    assertEquals(Long.MIN_VALUE, rest.getLong("max"));
  }

  @Test
  void remembersTheJavaNameOfThreadThatEndedSinceItsWaitsWereRead() throws Exception {
    recording.start();
    source.threads.add(
        new ThreadWaits(
            JUST_ENDED, JUST_ENDED, "pool-1-thread-", false, 9, 90, 9, 0, new long[7], null));
    recording.stop();
    List<RecordedEvent> events = Recorded.events(recording, "schedprobe.ThreadRunQueue");
    assertEquals(1, events.size());
    assertEquals("pool-1-thread-1", events.get(0).getString("threadName"));
    assertFalse(events.get(0).getBoolean("exited"));
  }

  @Test
  void writesWhatEachCgroupTookAndHowManyThreadsItStalled() throws Exception {
    recording.start();
    waits.onWait(Waits.preempted(1, System.nanoTime() - 9_000_000, 5_000_000));
    source.neighbors.add(new NeighborUse(55, 600, 1_200));
    source.neighbors.add(new NeighborUse(56, 1, 1));
    recording.stop();
    List<RecordedEvent> events = Recorded.events(recording, "schedprobe.Neighbor");
    assertEquals(2, events.size());
    assertEquals("/docker/c0ffee\\n", events.get(0).getString("cgroup"));
    assertEquals("c0ffee", events.get(0).getString("container"));
    assertEquals("docker", events.get(0).getString("runtime"));
    assertEquals("app\\u001b", events.get(0).getString("containerName"));
    assertEquals("shop/web-1", events.get(0).getString("pod"));
    assertEquals("1-2", events.get(0).getString("podUid"));
    assertEquals("Burstable", events.get(0).getString("qosClass"));
    assertEquals("docker-c0ffee\\t.scope", events.get(0).getString("unit"));
    assertEquals(1000, events.get(0).getLong("userId"));
    assertEquals(Duration.ofNanos(600), events.get(0).getDuration("cpuTime"));
    assertEquals(Duration.ofNanos(1_200), events.get(0).getDuration("stalledTime"));
    assertEquals(1, events.get(0).getInt("threadsStalled"));
    assertEquals(0, events.get(1).getInt("threadsStalled"));
  }

  @Test
  void saysWhichSourceIsInUseAndWhyNotABetterOne() throws Exception {
    recording.start();
    emitter.writeState();
    recording.stop();
    List<RecordedEvent> events = Recorded.events(recording, "schedprobe.TracerState");
    assertEquals(2, events.size());
    RecordedEvent e = events.get(0);
    assertEquals("proc", e.getString("source"));
    assertFalse(e.getBoolean("whole"));
    assertEquals("no CAP_BPF", e.getString("reason"));
    assertEquals("grant it\\n", e.getString("remedy"));
    assertEquals(Duration.ofNanos(200_000), e.getDuration("threshold"));
    assertEquals("bundled 1.5", e.getString("libbpf"));
    assertFalse(e.getBoolean("throttlingMeasured"));
    assertTrue(e.getBoolean("backdated"), "nobody was refused it so far");
    assertEquals(Long.MIN_VALUE, e.getLong("clockError"));
  }

  @Test
  void writesEveryTally() throws Exception {
    recording.start();
    recording.stop();
    RecordedEvent e = Recorded.events(recording, "schedprobe.TracerStatistics").get(0);
    String[] inOrder = {
      "waits",
      "emitted",
      "suppressed",
      "suppressedTime",
      "dropped",
      "droppedTime",
      "culpritsCut",
      "cgroupsDropped",
      "logOverrun",
      "storageFailed",
      "slotsExhausted",
      "torn",
      "clampedTime",
      "clockBackwards",
      "spansUnnamed",
      "neighborsFull",
      "unstarted",
      "switchesMissed",
      "ringLost",
      "threadsEnded",
      "ringSize",
      "ringUsed",
      "kernelMemory"
    };
    for (int i = 0; i < inOrder.length; i++) {
      assertEquals(i + 1L, e.getLong(inOrder[i]), inOrder[i]);
    }
    assertEquals(5_430, e.getLong("recordsRefused"));
    assertEquals(7, e.getLong("culpritsRefused"));
    assertEquals(8, e.getLong("sharesDefective"));
    assertEquals(9, e.getLong("sharesDefectiveTime"));
    assertEquals(10, e.getLong("unwritten"));
    assertEquals(0, e.getLong("threadsUnknown"));
    assertEquals(150, e.getLong("programRuns"));
    assertEquals(6_000, e.getLong("programTime"));
    assertEquals(21, e.getLong("agentCpuTime"));
    assertEquals(22, e.getLong("agentMemory"));
    assertEquals(23, e.getLong("recordCap"));
    List<RecordedEvent> programs = Recorded.events(recording, "schedprobe.TracerProgram");
    assertEquals(
        List.of("on_switch", "on_wakeup"),
        programs.stream().map(p -> p.getString("program")).toList());
    assertEquals(100, programs.get(0).getLong("runs"));
    assertEquals(Duration.ofNanos(5_000), programs.get(0).getDuration("runTime"));
  }

  @Test
  void countsFromTheOpeningOfTheSource() throws Exception {
    recording.start();
    waits.onWait(Waits.woken(8, System.nanoTime() - 9_000_000, 5_000_000, 3));
    waits.onWait(Waits.woken(9, System.nanoTime() - 9_000_000, 5_000_000, 3));
    assertEquals(2, waits.statistics().threadsUnknown());
    emitter.sourceOpened();
    waits.onWait(Waits.woken(10, System.nanoTime() - 9_000_000, 5_000_000, 3));
    recording.stop();
    RecordedEvent e = Recorded.events(recording, "schedprobe.TracerStatistics").get(0);
    assertEquals(1, e.getLong("threadsUnknown"));
  }

  @Test
  void writesOnlyTheStateWhileThereIsNoSource() throws Exception {
    open = false;
    source.threads.add(new ThreadWaits(9, 9, "old", false, 1, 1, 1, 1, new long[7], null));
    recording.start();
    recording.stop();
    assertEquals(1, Recorded.events(recording, "schedprobe.TracerState").size());
    assertEquals(0, Recorded.events(recording, "schedprobe.ThreadRunQueue").size());
    assertEquals(0, Recorded.events(recording, "schedprobe.TracerStatistics").size());
  }

  @Test
  void isSilentOnceClosed() throws Exception {
    emitter.close();
    emitter.close();
    recording.start();
    recording.stop();
    assertEquals(0, Recorded.events(recording, "schedprobe.TracerState").size());
  }
}
