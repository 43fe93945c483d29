package io.schedprobe.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A cgroup's CPU quota in nanoseconds; all -1 for none.
 *
 * <p>From {@code cpu.max} and {@code cpu.max.burst} on v2 (admin-guide/cgroup-v2.rst), {@code
 * cpu.cfs_quota_us}, {@code cpu.cfs_period_us} and {@code cpu.cfs_burst_us} on v1
 * (scheduler/sched-bwc.rst). A cgroup without these files, such as the root on v2 or one for which
 * the cpu controller is off, can have no quota.
 *
 * @param quotaNanos CPU time in each period
 * @param burstNanos what may be saved up; -1 also before kernel 5.14
 */
record CpuLimit(long quotaNanos, long periodNanos, long burstNanos) {
  private static final CpuLimit NONE = new CpuLimit(-1, -1, -1);

  /**
   * Reads the files in a cgroup's directory.
   *
   * @throws IOException when they cannot be read, or say what is not understood
   */
  static CpuLimit read(Path directory) throws IOException {
    String max = text(directory.resolve("cpu.max"));
    if (max != null) {
      String[] words = max.split(" ", -1);
      return words.length == 2
          ? limit(words[0], words[1], text(directory.resolve("cpu.max.burst")))
          : limit(max, "", null);
    }
    String quota = text(directory.resolve("cpu.cfs_quota_us"));
    if (quota == null) {
      return NONE;
    }
    String period = text(directory.resolve("cpu.cfs_period_us"));
    return limit(quota, String.valueOf(period), text(directory.resolve("cpu.cfs_burst_us")));
  }

  private static CpuLimit limit(String quota, String period, String burst) throws IOException {
    if (quota.equals("max") || quota.equals("-1")) {
      return NONE;
    }
    long quotaMicros = Numbers.parse(quota);
    long periodMicros = Numbers.parse(period);
    if (quotaMicros < 0 || periodMicros <= 0) {
      throw new IOException("no CPU quota: " + quota + " " + period);
    }
    long burstMicros = burst == null ? -1 : Numbers.parse(burst);
    return new CpuLimit(nanos(quotaMicros), nanos(periodMicros), nanos(burstMicros));
  }

  /** Stays below the end of a long; -1 stays -1. */
  private static long nanos(long micros) {
    return micros < 0 ? -1 : Math.min(micros, Long.MAX_VALUE / 1000) * 1000;
  }

  /** The file's one line; null if there is no such file. */
  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
