package io.schedprobe.agent;

import io.schedprobe.emit.AgentUse;
import io.schedprobe.source.Source;
import io.schedprobe.tracer.KernelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the agent itself takes, as the kernel accounts for its threads: the first number of {@code
 * /proc/<pid>/task/<tid>/schedstat} is nanoseconds on a CPU (Documentation/scheduler/sched-stats).
 */
final class OwnUse {
  private static final Path THREAD_SELF = Path.of("/proc/thread-self");

  private final List<Path> schedstats = new CopyOnWriteArrayList<>();

  /** Counts the calling thread from now on. */
  void countMe() {
    try {
      Path own = Path.of("/proc").resolve(Files.readSymbolicLink(THREAD_SELF));
      schedstats.add(own.resolve("schedstat"));
    } catch (IOException e) {
      // A kernel before 3.17, or no /proc: its time stays unknown.
    }
  }

  AgentUse read(Source open) {
    long memory = open instanceof KernelSource kernel ? kernel.mappedBytes() : 0;
    return new AgentUse(cpuNanos(), memory);
  }

  private long cpuNanos() {
    long sum = schedstats.isEmpty() ? -1 : 0;
    for (Path schedstat : schedstats) {
      try {
        String text = Files.readString(schedstat);
        sum += Long.parseLong(text.substring(0, text.indexOf(' ')));
      } catch (IOException | RuntimeException e) {
        return -1;
      }
    }
    return sum;
  }
}
