package io.schedprobe.proc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The limit of locked memory, RLIMIT_MEMLOCK (getrlimit(2)), which once held for BPF too. */
public final class LockedMemory {
  /** From here on BPF memory is charged to the memory cgroup instead. */
  public static final KernelVersion NOT_ASKED_SINCE = new KernelVersion(5, 11);

  /** What the maps and programs take at most with a ring of the size it has unless asked, bytes. */
  public static final long NEEDED = 8L << 20;

  private static final String LINE = "Max locked memory";

  private LockedMemory() {}

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
