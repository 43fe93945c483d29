package io.schedprobe.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.Hog;
import io.schedprobe.testing.RequireBpf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against the kernel's own run delay, field 2 of {@code /proc/<pid>/task/<tid>/schedstat}. The
 * JVM's other threads are held to it too where they waited for 50 ms or more. The victims are
 * blocked at both ends of the measurement, so that no wait is cut in two. Affinities stay as they
 * are: when that of a sleeping thread is changed, the kernel counts sleep as delay (delayed
 * dequeue, from 6.12).
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
      Map<Integer, Long> early = runDelays(jvm.pid());
      Thread.sleep(3000);
      Instant begin = Instant.now();
      Map<Integer, Long> start = runDelays(jvm.pid());
      for (int i = 0; i < 4; i++) {
        hogs.add(Hog.on("0-1"));
      }
      Map<Integer, Long> before = jvm.go();
      Map<Integer, Long> after = jvm.stopAfter(10);
      Map<Integer, Long> stop = runDelays(jvm.pid());
      hogs.forEach(Hog::close);
      // Longer than a period: all that was waited till then is told before the end.
      Thread.sleep(3000);
      Instant end = Instant.now();
      Map<Integer, Long> late = runDelays(jvm.pid());
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
      jvm.tids().forEach(late::remove);
      for (int tid : late.keySet()) {
        if (early.containsKey(tid) && stop.get(tid) - start.get(tid) >= 50_000_000) {
          long told =
              recorded.all("ThreadRunQueue").stream()
                  .filter(e -> e.getInt("osThreadId") == tid)
                  .filter(e -> e.getStartTime().isAfter(begin) && e.getStartTime().isBefore(end))
                  .mapToLong(e -> e.getLong("total"))
                  .sum();
          assertBetween(tid, stop.get(tid) - start.get(tid), told, late.get(tid) - early.get(tid));
        }
      }
    } finally {
      hogs.forEach(Hog::close);
    }
  }

  /**
   * The JVM's own threads go on all the time. What is told of one between two moments must lie
   * between what it waited within them and what it waited from a period before to the end.
   */
  private static void assertBetween(int tid, long least, long told, long most) {
    String words =
        "thread %d of the JVM: told %d ns, of run delay %d to %d ns"
            .formatted(tid, told, least, most);
    System.out.println(words);
    assertTrue(told >= least * 0.99 && told <= most * 1.01, words);
  }

  /** By thread. */
  private static Map<Integer, Long> runDelays(long pid) throws IOException {
    Map<Integer, Long> delays = new TreeMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path task : tasks.toList()) {
        try {
          String[] fields = Files.readString(task.resolve("schedstat")).split(" ", -1);
          delays.put(Integer.parseInt(task.getFileName().toString()), Long.parseLong(fields[1]));
        } catch (IOException e) {
          // Ended since it was listed.
        }
      }
    }
    return delays;
  }
}
