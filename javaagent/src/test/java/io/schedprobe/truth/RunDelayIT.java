package io.schedprobe.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.Hog;
import io.schedprobe.testing.RequireBpf;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against the kernel's own run delay, field 2 of {@code /proc/<pid>/task/<tid>/schedstat}. The
 * victims are blocked at both ends of the measurement, so that no wait is cut in two. Affinities
 * stay as they are: when that of a sleeping thread is changed, the kernel counts sleep as delay
 * (delayed dequeue, from 6.12).
 */
class RunDelayIT {
  private static final int[] RUN_MICROS = {100, 300, 1000, 3000, 10_000, 30_000};

  @TempDir private Path directory;

  @Test
  void threadTotalsInTheRecordingAgreeWithTheKernelsRunDelay() throws Exception {
    RequireBpf.orAbort();
    List<Hog> hogs = new ArrayList<>();
    try (TracedJvm jvm = TracedJvm.start(directory, TracedJvm.onCpus("0-1"), "1ms", RUN_MICROS)) {
      // Longer than a period: what was waited before is in events before.
      Thread.sleep(3000);
      Instant begin = Instant.now();
      for (int i = 0; i < 4; i++) {
        hogs.add(Hog.on("0-1"));
      }
      Map<Integer, Long> before = jvm.go();
      Map<Integer, Long> after = jvm.stopAfter(10);
      hogs.forEach(Hog::close);
      Recorded recorded = jvm.end();
      for (int i = 0; i < RUN_MICROS.length; i++) {
        int tid = jvm.tids().get(i);
        long delay = after.get(tid) - before.get(tid);
        long total =
            recorded.all("ThreadRunQueue").stream()
                .filter(e -> e.getInt("osThreadId") == tid && e.getStartTime().isAfter(begin))
                .mapToLong(e -> e.getLong("total"))
                .sum();
        String told =
            "runs of %d us: %d ns of run delay, ratio %.6f"
                .formatted(RUN_MICROS[i], delay, (double) total / delay);
        System.out.println(told);
        assertTrue(delay >= 50_000_000, told);
        assertEquals(1, (double) total / delay, 0.01, told);
      }
    } finally {
      hogs.forEach(Hog::close);
    }
  }
}
