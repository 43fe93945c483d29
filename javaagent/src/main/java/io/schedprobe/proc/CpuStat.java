package io.schedprobe.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The bandwidth part of a cgroup's {@code cpu.stat}, cumulative; -1 where the file does not say.
 *
 * @param periods enforcement periods that have elapsed ({@code nr_periods})
 * @param throttledPeriods those in which the group was throttled ({@code nr_throttled})
 * @param throttledNanos total time its run queues were throttled: {@code throttled_usec} on v2
 *     (admin-guide/cgroup-v2.rst), {@code throttled_time} on v1 (scheduler/sched-bwc.rst)
 */
public record CpuStat(long periods, long throttledPeriods, long throttledNanos) {

  /** Reads the file in a cgroup's directory. */
  public static CpuStat read(Path directory) throws IOException {
    return parse(Files.readAllLines(directory.resolve("cpu.stat")));
  }

  /** Lines of no known key, or whose number is broken, are skipped. */
  public static CpuStat parse(List<String> lines) {
    long periods = -1;
    long throttledPeriods = -1;
    long throttledNanos = -1;
    for (String line : lines) {
      int space = line.indexOf(' ');
      long value = space < 0 ? -1 : Numbers.parse(line.substring(space + 1));
      if (value < 0) {
        continue;
      }
      switch (line.substring(0, space)) {
        case "nr_periods" -> periods = value;
        case "nr_throttled" -> throttledPeriods = value;
        case "throttled_time" -> throttledNanos = value;
        case "throttled_usec" -> {
          if (value <= Long.MAX_VALUE / 1000) {
            throttledNanos = value * 1000;
          }
        }
        default -> {}
      }
    }
    return new CpuStat(periods, throttledPeriods, throttledNanos);
  }
}
