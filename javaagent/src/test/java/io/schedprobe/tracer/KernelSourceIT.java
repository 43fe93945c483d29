package io.schedprobe.tracer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.model.CgroupName;
import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.Share;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.model.Wait;
import io.schedprobe.model.WaitSink;
import io.schedprobe.source.SourceStatistics;
import io.schedprobe.source.SourceUnavailableException;
import io.schedprobe.testing.CpuCgroup;
import io.schedprobe.testing.Hog;
import io.schedprobe.testing.RequireBpf;
import io.schedprobe.testing.Victim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300) // seconds; only a failure takes as long
class KernelSourceIT {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long PLENTY = 1_000_000;

  @BeforeEach
  void requireBpf() {
    RequireBpf.orAbort();
  }

  private static KernelSource open(long thresholdNanos, long recordsPerSecondPerCpu)
      throws SourceUnavailableException {
    return KernelSource.open(TracerConfig.DEFAULT, thresholdNanos, recordsPerSecondPerCpu);
  }

  /** Keeps what it is given. */
  private static final class Collector implements WaitSink {
    final List<Wait> waits = new ArrayList<>();
    final Map<Long, String> cgroups = new HashMap<>();

    @Override
    public void onWait(Wait wait) {
      waits.add(wait);
    }

    @Override
    public void onCgroup(CgroupName name) {
      cgroups.put(name.id(), name.path());
    }

    List<Wait> of(Victim victim) {
      return waits.stream().filter(wait -> wait.nsTid() == victim.tid()).toList();
    }
  }

  private static void sleepPolling(KernelSource source, WaitSink sink, long seconds)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end) {
      source.poll(sink, 200);
    }
  }

  @Test
  void totalsOfEachThreadAgreeWithTheKernelsRunDelay() throws Exception {
    int[] runMicros = {200, 1000, 5000, 20_000};
    List<Victim> victims = new ArrayList<>();
    List<Hog> hogs = new ArrayList<>();
    try (KernelSource source = open(NEVER, 1)) {
      for (int micros : runMicros) {
        victims.add(new Victim("victim-" + micros, micros));
      }
      victims.get(0).pin(0); // the others go where they like
      for (int i = 0; i < 4; i++) {
        hogs.add(Hog.on("0-" + (Runtime.getRuntime().availableProcessors() - 1)));
      }
      source.readThreads(waits -> {});
      long[] delays = new long[victims.size()];
      for (int i = 0; i < delays.length; i++) {
        delays[i] = -victims.get(i).runDelayNanos();
      }
      victims.forEach(Victim::go);
      Map<Integer, Long> totals = new HashMap<>();
      for (int second = 0; second < 10; second++) {
        Thread.sleep(1000);
        source.readThreads(waits -> totals.merge(waits.nsTid(), waits.totalNanos(), Long::sum));
      }
      for (Victim victim : victims) {
        victim.stop();
      }
      source.readThreads(waits -> totals.merge(waits.nsTid(), waits.totalNanos(), Long::sum));
      for (int i = 0; i < delays.length; i++) {
        delays[i] += victims.get(i).runDelayNanos();
        double ratio = (double) totals.get(victims.get(i).tid()) / delays[i];
        String told = runMicros[i] + " us: " + delays[i] + " ns of run delay, ratio " + ratio;
        System.out.println(told);
        assertTrue(delays[i] >= 50_000_000, told);
        assertEquals(1, ratio, 0.01, told);
      }
    } finally {
      victims.forEach(Victim::close);
      hogs.forEach(Hog::close);
    }
  }

  @Test
  void waitsOverTheThresholdAreDeliveredWhole() throws Exception {
    Collector collector = new Collector();
    long from = System.nanoTime();
    try (KernelSource source = open(100_000, PLENTY);
        Victim victim = new Victim("victim", 3000);
        Hog hog = Hog.on("0")) {
      assertTrue(hog.pid() > 0);
      victim.pin(0);
      victim.go();
      sleepPolling(source, collector, 2);
      victim.stop();
      source.poll(collector, 0);
      List<Wait> waits = collector.of(victim);
      assertFalse(waits.isEmpty());
      for (Wait wait : waits) {
        assertTrue(wait.durationNanos() >= 100_000);
        assertTrue(wait.startNanos() >= from);
        assertEquals(wait.durationNanos(), LongStream.of(wait.shares()).sum());
        assertEquals(Share.COUNT, wait.shares().length);
      }
      boolean named =
          waits.stream()
              .flatMap(wait -> wait.culprits().stream())
              .anyMatch(culprit -> culprit.tgid() == hog.pid());
      assertTrue(named, "the hog is among the culprits");
      assertEquals(0, source.decoderStatistics().malformedRecords());
      assertEquals(0, source.decoderStatistics().shortRecords());
      assertEquals(0, source.decoderStatistics().sharesDefective());
      assertEquals(0, source.sinkFailures());
      assertEquals(0, source.ringLostBytes());
    }
  }

  @Test
  void thresholdAndRateCapCanBeChangedWhileOpen() throws Exception {
    try (KernelSource source = open(NEVER, PLENTY);
        Victim victim = new Victim("victim", 3000);
        Hog hog = Hog.on("0")) {
      assertTrue(hog.pid() > 0);
      victim.pin(0);
      victim.go();
      Collector none = new Collector();
      sleepPolling(source, none, 1);
      assertEquals(0, none.waits.size());
      assertTrue(source.statistics().waits() > 0);

      source.settings(0, PLENTY);
      Collector all = new Collector();
      sleepPolling(source, all, 1);
      assertFalse(all.of(victim).isEmpty());

      source.settings(0, 1);
      SourceStatistics before = source.statistics();
      sleepPolling(source, new Collector(), 2);
      SourceStatistics after = source.statistics();
      assertTrue(after.suppressed() > before.suppressed());
      assertTrue(after.suppressedNanos() > before.suppressedNanos());
    }
  }

  @Test
  void neighborIsToldByItsCgroupWithWhatItTook() throws Exception {
    Collector collector = new Collector();
    Map<Long, NeighborUse> uses = new HashMap<>();
    try (CpuCgroup own = CpuCgroup.create("own");
        CpuCgroup other = CpuCgroup.create("other")) {
      long otherId = other.id();
      try (KernelSource source = open(100_000, PLENTY)) {
        own.add(ProcessHandle.current().pid());
        source.readThreads(waits -> {}); // which notices the move
        try (Victim victim = new Victim("victim", 3000);
            Hog hog = Hog.on("0", other)) {
          assertTrue(hog.pid() > 0);
          victim.pin(0);
          victim.go();
          sleepPolling(source, collector, 2);
        }
        source.readNeighbors(use -> uses.put(use.cgroupId(), use));
        source.poll(collector, 0);
        NeighborUse use = uses.get(otherId);
        assertTrue(use.cpuNanos() > 100_000_000, use.toString());
        assertTrue(use.stalledNanos() >= use.cpuNanos(), use.toString());
        assertTrue(collector.cgroups.get(otherId).endsWith(other.name()));
        assertFalse(uses.containsKey(own.id()));
        source.readNeighbors(again -> assertFalse(again.cgroupId() == otherId));
      }
    }
  }

  @Test
  void everyWaitIsInExactlyOneThreadsTally() throws Exception {
    try (KernelSource source = open(NEVER, 1);
        Victim victim = new Victim("victim", 500)) {
      victim.go();
      Thread.sleep(1000);
      long[] sum = new long[1];
      long before = source.statistics().waits();
      source.readThreads(waits -> sum[0] += waits.waits());
      long after = source.statistics().waits();
      // A wait in progress of being counted on each CPU
      int cpus = Runtime.getRuntime().availableProcessors();
      assertTrue(sum[0] >= before - cpus && sum[0] <= after, before + " " + sum[0] + " " + after);
    }
  }

  @Test
  void moreThreadsThanSlotsLiveOneAfterAnotherWithoutLoss() throws Exception {
    try (KernelSource source = open(NEVER, 1)) {
      int ended = 0;
      for (int round = 0; round < 4; round++) {
        startAndJoin(1500);
        for (int read = 0; read < 2; read++) {
          ended += countEnded(source);
        }
      }
      // A thread is joined a moment before it ends.
      while (ended < 6000) {
        Thread.sleep(1);
        ended += countEnded(source);
      }
      assertEquals(0, source.statistics().slotsExhausted());
    }
  }

  @Test
  void threadsBeyondTheSlotsAreCollectedAndCounted() throws Exception {
    try (KernelSource source = open(NEVER, 1)) {
      startAndJoin(4500);
      long[] rest = new long[1];
      source.readThreads(
          waits -> {
            if (waits.nsTid() == 0) {
              rest[0] += waits.waits();
            }
          });
      long exhausted = source.statistics().slotsExhausted();
      assertTrue(exhausted >= 405, exhausted + " threads without a slot");
      assertTrue(rest[0] >= exhausted - 1, rest[0] + " waits collected");
    }
  }

  private static void startAndJoin(int threads) throws InterruptedException {
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(() -> {});
      thread.start();
      thread.join();
    }
  }

  private static int countEnded(KernelSource source) {
    int[] ended = new int[1];
    source.readThreads(waits -> ended[0] += waits.exited() ? 1 : 0);
    return ended[0];
  }

  @Test
  void threadIsKnownByItsNumberAndItsShares() throws Exception {
    try (KernelSource source = open(NEVER, 1);
        Victim victim = new Victim("victim", 500)) {
      victim.go();
      Thread.sleep(500);
      victim.stop();
      List<ThreadWaits> found = new ArrayList<>();
      source.readThreads(
          waits -> {
            if (waits.nsTid() == victim.tid()) {
              found.add(waits);
            }
          });
      ThreadWaits waits = found.get(0);
      assertTrue(waits.waits() > 0);
      assertEquals(waits.totalNanos(), LongStream.of(waits.shares()).sum());
      assertTrue(waits.quantiles().p50() <= waits.quantiles().p999());
      assertTrue(waits.quantiles().p999() <= waits.maxNanos());
      assertTrue(waits.maxNanos() <= waits.totalNanos());
    }
  }

  @Test
  void closingEndsPollInProgress() throws Exception {
    KernelSource source = open(NEVER, 1);
    CountDownLatch polling = new CountDownLatch(1);
    Thread poller =
        new Thread(
            () -> {
              try {
                polling.countDown();
                source.poll(new Collector(), Integer.MAX_VALUE);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    poller.start();
    polling.await();
    Thread.sleep(100);
    source.close();
    poller.join();
    assertEquals(List.of(), BpfObjects.held());
  }

  @Test
  void interruptEndsPollWithAnException() throws Exception {
    try (KernelSource source = open(NEVER, 1)) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> source.poll(new Collector(), 10));
      assertFalse(Thread.interrupted());
    }
  }

  @Test
  void closedSourceKeepsItsLastTalliesAndTouchesNoMemory() throws Exception {
    KernelSource source = open(NEVER, 1);
    Thread.sleep(100);
    source.close();
    source.close();
    SourceStatistics last = source.statistics();
    assertTrue(last.waits() > 0);
    assertEquals(1024 * 1024, last.ringBytes());
    assertThrows(IllegalStateException.class, () -> source.poll(new Collector(), 0));
    assertThrows(IllegalStateException.class, () -> source.readThreads(waits -> {}));
    assertThrows(IllegalStateException.class, () -> source.readNeighbors(use -> {}));
    assertThrows(IllegalStateException.class, () -> source.settings(0, 1));
  }

  @Test
  void sourceIsNotUnmappedUnderItsOwnCallback() throws Exception {
    KernelSource source = open(NEVER, 1);
    Thread.sleep(100);
    assertThrows(IllegalStateException.class, () -> source.readThreads(waits -> source.close()));
    source.readThreads(waits -> {});
    source.close();
  }

  @Test
  void settingsOutOfRangeAreRefused() throws Exception {
    try (KernelSource source = open(NEVER, 1)) {
      assertThrows(IllegalArgumentException.class, () -> source.settings(-1, 1));
      assertThrows(IllegalArgumentException.class, () -> source.settings(0, 0));
    }
  }

  @Test
  void fullRingLosesRecordsButCountsThem() throws Exception {
    try (KernelSource source = KernelSource.open(new TracerConfig(4096, 512), 0, PLENTY);
        Victim victim = new Victim("victim", 100)) {
      victim.go();
      Thread.sleep(1000);
      SourceStatistics full = source.statistics();
      assertTrue(full.dropped() > 0);
      assertTrue(full.droppedNanos() > 0);
      assertTrue(full.ringUsedBytes() > 0 && full.ringUsedBytes() <= 4096);
      Collector collector = new Collector();
      source.poll(collector, 0);
      assertFalse(collector.waits.isEmpty());
    }
  }

  @Test
  void programsRunOnlyCountWhereTheKernelKeepsStatistics() throws Exception {
    try (KernelSource source = open(NEVER, 1)) {
      Thread.sleep(100);
      source
          .statistics()
          .programs()
          .forEach(
              program ->
                  assertEquals(program.runCount() == -1, program.runNanos() == -1, program.name()));
      assertEquals(5, source.statistics().programs().size());
    }
  }
}
