package io.schedprobe.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.Hog;
import io.schedprobe.testing.RequireBpf;
import io.schedprobe.testing.RunDelay;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against the kernel's own run delay, field 2 of {@code /proc/<pid>/task/<tid>/schedstat}. From
 * 6.12 on, that counts sleep as delay where a thread is moved to another CPU, or its affinity is
 * changed, while its dequeueing is delayed. So the threads of the JVM itself, which sleep much, are
 * compared where none can be moved; moved ones may have less than the kernel says, but not more.
 */
class RunDelayIT {
  private static final int[] RUN_MICROS = {100, 300, 1000, 3000, 10_000, 30_000};

  private static final double TOLERANCE = 0.01;

  /**
   * What may at most be in the periods that are cut in two, of threads of the JVM itself, which
   * wait in those too. The victims do nothing then.
   */
  private static final double CUT = 0.25;

  /** Longer than a period. */
  private static final long QUIET_MILLIS = 3000;

  private static final long LEAST_NANOS = 50_000_000;

  @TempDir private Path directory;

  @Test
  void threadTotalsInTheRecordingAgreeWithTheKernelsRunDelay() throws Exception {
    measure("0-1", false);
  }

  @Test
  void soDoThoseOfTheThreadsOfTheJvmItself() throws Exception {
    measure("0", true);
  }

  private void measure(String cpus, boolean jvmToo) throws Exception {
    RequireBpf.orAbort();
    List<Hog> hogs = new ArrayList<>();
    try (TracedJvm jvm = TracedJvm.start(directory, TracedJvm.onCpus(cpus), "1ms", RUN_MICROS)) {
      Thread.sleep(QUIET_MILLIS);
      Instant begin = Instant.now();
      Map<Integer, Long> before = RunDelay.ofThreads(jvm.pid());
      // The period that has the beginning in it is to end before there is anything to wait for.
      Thread.sleep(QUIET_MILLIS);
      for (int i = 0; i < 4; i++) {
        hogs.add(Hog.on("0-1"));
      }
      jvm.go();
      jvm.stopAfter(10);
      hogs.forEach(Hog::close);
      Thread.sleep(QUIET_MILLIS);
      Map<Integer, Long> after = RunDelay.ofThreads(jvm.pid());
      Instant end = Instant.now();
      // The period that has the end in it is to end as well.
      Thread.sleep(QUIET_MILLIS);
      Recorded recorded = jvm.end();
      Set<Integer> compared = new HashSet<>();
      for (Map.Entry<Integer, Long> thread : after.entrySet()) {
        long delay = thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        if (delay >= LEAST_NANOS) {
          int tid = thread.getKey();
          Sums sums = Sums.of(recorded.all("ThreadRunQueue"), tid, begin, end);
          sums.isNoMoreThan(delay);
          boolean victim = jvm.tids().contains(tid);
          if (jvmToo || victim) {
            sums.agreesWith(delay, victim ? TOLERANCE : CUT);
            compared.add(tid);
          }
        }
      }
      assertTrue(compared.containsAll(jvm.tids()), () -> "the victims did not wait: " + after);
      assertEquals(jvmToo, compared.size() > jvm.tids().size(), () -> "whose: " + after);
    } finally {
      hogs.forEach(Hog::close);
    }
  }

  /**
   * What the recording says a thread waited in the time of the measurement, without the periods
   * that this time cuts in two and with them: the truth lies between.
   */
  private record Sums(String name, long least, long most) {
    static Sums of(List<RecordedEvent> all, int tid, Instant begin, Instant end) {
      String name = "no event of " + tid;
      long least = 0;
      long most = 0;
      for (RecordedEvent event : all) {
        if (event.getInt("osThreadId") == tid) {
          name = event.getString("threadName");
          Instant until = event.getStartTime();
          Instant from = until.minusNanos(event.getLong("period"));
          if (from.isAfter(begin) && until.isBefore(end)) {
            least += event.getLong("total");
          }
          if (until.isAfter(begin) && from.isBefore(end)) {
            most += event.getLong("total");
          }
        }
      }
      return new Sums(name, least, most);
    }

    private String beside(long delay) {
      return "%s: %d ns of run delay, ratio %.6f to %.6f"
          .formatted(name, delay, (double) least / delay, (double) most / delay);
    }

    void isNoMoreThan(long delay) {
      assertTrue(least <= (1 + TOLERANCE) * delay, beside(delay));
    }

    void agreesWith(long delay, double cut) {
      String told = beside(delay);
      System.out.println(told);
      assertTrue(most >= (1 - TOLERANCE) * delay, told);
      assertTrue(most - least <= cut * delay, told);
    }
  }
}
