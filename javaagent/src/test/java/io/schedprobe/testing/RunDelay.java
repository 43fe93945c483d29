package io.schedprobe.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** How long the kernel says that threads have waited for a CPU: proc(5), schedstat's 2nd number. */
public final class RunDelay {
  private RunDelay() {}

  /** Nanoseconds so far of each thread that the process has now, by its tid. */
  public static Map<Integer, Long> ofThreads(long pid) throws IOException {
    Map<Integer, Long> delays = new HashMap<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path thread : threads.toList()) {
        try {
          String schedstat = Files.readString(thread.resolve("schedstat"));
          delays.put(
              Integer.valueOf(thread.getFileName().toString()),
              Long.valueOf(schedstat.split(" ", -1)[1]));
        } catch (NoSuchFileException e) {
          // It ended since it was listed.
        }
      }
    }
    return delays;
  }

  /** Nanoseconds so far of all those threads. */
  public static long sum(long pid) throws IOException {
    return ofThreads(pid).values().stream().mapToLong(Long::longValue).sum();
  }
}
