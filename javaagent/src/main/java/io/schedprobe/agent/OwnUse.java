package io.schedprobe.agent;

import io.schedprobe.observe.AgentUse;
import io.schedprobe.source.Source;
import io.schedprobe.tracer.KernelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the agent itself takes, as the kernel accounts for its threads: the first number of {@code
 * /proc/<pid>/task/<tid>/schedstat} is nanoseconds on a CPU (Documentation/scheduler/sched-stats).
 */
final class OwnUse {
  private static final Path THREAD_SELF = Path.of("/proc/thread-self");

  private final List<Path> schedstats = new CopyOnWriteArrayList<>();
  private final Map<Path, Long> last = new HashMap<>();

  /** Counts the calling thread from now on. */
  void countMe() {
    try {
      Path own = Path.of("/proc").resolve(Files.readSymbolicLink(THREAD_SELF));
      schedstats.add(own.resolve("schedstat"));
    } catch (IOException e) {
      // A kernel before 3.17, or no /proc: its time stays unknown.
    }
  }

  /**
   * @param open the source in use; null if none is
   * @param recordCap as in {@link AgentUse}
   */
  AgentUse read(Source open, long recordCap) {
    long memory = open instanceof KernelSource kernel ? kernel.mappedBytes() : 0;
    return new AgentUse(cpuNanos(), memory, recordCap);
  }

  /** A thread that has ended keeps what it had at the last look: the sum must not be lost by it. */
  private synchronized long cpuNanos() {
    long sum = -1;
    for (Path schedstat : schedstats) {
      try {
        String text = Files.readString(schedstat);
        last.put(schedstat, Long.parseLong(text.substring(0, text.indexOf(' '))));
      } catch (IOException | RuntimeException e) {
        // It ended.
      }
      Long nanos = last.get(schedstat);
      if (nanos != null) {
        sum = Math.max(0, sum) + nanos;
      }
    }
    return sum;
  }
}
