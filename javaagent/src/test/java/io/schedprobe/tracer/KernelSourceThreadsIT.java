package io.schedprobe.tracer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.model.ThreadWaits;
import io.schedprobe.source.SourceUnavailableException;
import io.schedprobe.testing.Hog;
import io.schedprobe.testing.RequireBpf;
import io.schedprobe.testing.Victim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each thread waited, as the kernel side adds it up. */
@Timeout(300) // seconds; only a failure takes as long
class KernelSourceThreadsIT {
  private static final long NEVER = Long.MAX_VALUE;

  @BeforeEach
  void requireBpf() {
    RequireBpf.orAbort();
  }

  private static KernelSource open() throws SourceUnavailableException {
    return KernelSource.open(TracerConfig.DEFAULT, NEVER, 1);
  }

  @Test
  void totalsOfEachThreadAgreeWithTheKernelsRunDelay() throws Exception {
    int[] runMicros = {200, 1000, 5000, 20_000};
    List<Victim> victims = new ArrayList<>();
    List<Hog> hogs = new ArrayList<>();
    try (KernelSource source = open()) {
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
  void everyWaitIsInExactlyOneThreadsTally() throws Exception {
    try (KernelSource source = open();
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
    try (KernelSource source = open()) {
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
    try (KernelSource source = open()) {
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

  @Test
  void threadIsKnownByItsNumberAndItsShares() throws Exception {
    try (KernelSource source = open();
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
}
