package io.schedprobe.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The limit of locked memory, RLIMIT_MEMLOCK (getrlimit(2)), which once held for BPF too. */
public final class LockedMemory {
  /** From here on BPF memory is charged to the memory cgroup instead. */
  public static final KernelVersion NOT_ASKED_SINCE = new KernelVersion(5, 11);

  // As the kernel charged them on 6.18 (3.2 MB), and 4096 threads of 1 kB in a hash: rounded up.
  private static final long FIXED = 7_500_000;
  private static final long PER_CPU = 115_000;

  private static final Path POSSIBLE = Path.of("/sys/devices/system/cpu/possible");
  private static final String LINE = "Max locked memory";

  private LockedMemory() {}

  /**
   * Bytes that the maps and programs take at most, with a ring of the size it has unless asked.
   *
   * @param possibleCpus CPUs the kernel has made room for, 1 or more
   */
  public static long needed(int possibleCpus) {
    return FIXED + PER_CPU * possibleCpus;
  }

  /**
   * CPUs the kernel has made room for, present or not (sysfs-devices-system-cpu); those this JVM
   * sees where that cannot be read.
   */
  public static int possibleCpus() {
    try {
      return possibleCpus(Files.readString(POSSIBLE));
    } catch (IOException e) {
      return Runtime.getRuntime().availableProcessors();
    }
  }

  /** From a list as {@code 0-3,8-11}: one more than its last. */
  static int possibleCpus(String list) {
    String[] ends = list.strip().split("[,-]", -1);
    String last = ends[ends.length - 1];
    return last.matches("\\d{1,6}")
        ? Integer.parseInt(last) + 1
        : Runtime.getRuntime().availableProcessors();
  }

  /**
   * The soft limit of a process in bytes; Long.MAX_VALUE for unlimited, -1 when it cannot be read.
   *
   * @param process its directory in {@code /proc}
   */
  public static long limit(Path process) {
    try {
      for (String line : Files.readAllLines(process.resolve("limits"))) {
        if (line.startsWith(LINE)) {
          String soft = line.substring(LINE.length()).strip().split("\\s+", 2)[0];
          return soft.equals("unlimited")
              ? Long.MAX_VALUE
              : soft.matches("\\d{1,18}") ? Long.parseLong(soft) : -1;
        }
      }
    } catch (IOException e) {
      return -1;
    }
    return -1;
  }
}
