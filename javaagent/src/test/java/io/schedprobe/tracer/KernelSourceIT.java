package io.schedprobe.tracer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.Share;
import io.schedprobe.model.Wait;
import io.schedprobe.model.WaitSink;
import io.schedprobe.source.SourceStatistics;
import io.schedprobe.source.SourceUnavailableException;
import io.schedprobe.testing.CpuCgroup;
import io.schedprobe.testing.Hog;
import io.schedprobe.testing.RequireBpf;
import io.schedprobe.testing.Victim;
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

  private static void sleepPolling(KernelSource source, WaitSink sink, long seconds)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < end) {
      source.poll(sink, 200);
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
      assertEquals(0, source.decoderStatistics().failures());
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
