package io.schedprobe.truth;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.CpuCgroup;
import io.schedprobe.testing.Hog;
import io.schedprobe.testing.RequireBpf;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a cgroup is said to have taken, against what its only process had by the kernel's account.
 */
class NeighborUseIT {
  @TempDir private Path directory;

  @Test
  void neighborsCpuTimeLiesBetweenWhatOneThreadSufferedAndWhatTheNeighborHad() throws Exception {
    RequireBpf.orAbort();
    try (CpuCgroup own = CpuCgroup.create("own");
        CpuCgroup other = CpuCgroup.create("other");
        TracedJvm jvm =
            TracedJvm.start(directory, TracedJvm.in(own, "1"), "0ns", 20_000, 20_000, 20_000);
        Hog hog = Hog.on("0", other)) {
      for (int tid : jvm.tids()) {
        Affinity.pin(tid, 0);
      }
      jvm.go();
      jvm.stopAfter(5);
      hog.suspend();
      long had = hog.cpuNanos();
      Recorded recorded = jvm.end();
      List<RecordedEvent> uses =
          recorded.all("Neighbor").stream()
              .filter(e -> String.valueOf(e.getString("cgroup")).endsWith("/" + other.name()))
              .toList();
      long used = sum(uses, "cpuTime");
      long stalled = sum(uses, "stalledTime");
      long most = 0;
      long all = 0;
      for (int tid : jvm.tids()) {
        long suffered =
            recorded.of(tid).stream()
                .flatMap(stall -> stall.culpritsOf(hog.pid()))
                .mapToLong(run -> run.getLong("cpuTime"))
                .sum();
        most = Math.max(most, suffered);
        all += suffered;
      }
      System.out.printf(
          "neighbor's CPU time %.3f s: %.4f of what it had, %.4f of what the most stalled thread"
              + " suffered; stalled time %.4f of what all suffered%n",
          used / 1e9, (double) used / had, (double) used / most, (double) stalled / all);
      assertTrue(most > 500_000_000, most + " ns suffered");
      assertTrue(used >= most, used + " < " + most);
      // The kernel takes the hypervisor's and the interrupts' time out of a process's account, not
      // out of the clock that the waits run by.
      assertTrue(used <= had * 1.02, used + " > " + had);
      assertTrue(stalled >= all && stalled <= all * 1.01, stalled + " is not " + all);
      long threads = uses.stream().mapToLong(e -> e.getInt("threadsStalled")).max().orElse(0);
      assertTrue(threads == jvm.tids().size(), threads + " threads stalled");
    }
  }

  private static long sum(List<RecordedEvent> events, String field) {
    return events.stream().mapToLong(event -> event.getLong(field)).sum();
  }
}
