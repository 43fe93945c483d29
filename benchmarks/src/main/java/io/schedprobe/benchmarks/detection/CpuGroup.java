package io.schedprobe.benchmarks.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A cgroup of a scenario's own. Removed when closed, or with this JVM. */
final class CpuGroup implements AutoCloseable {
  private static final long PERIOD_MICROS = 100_000;
  private static final int TRIES = 200;

  private final Path directory;
  private final Thread hook = new Thread(this::remove, "remove-cgroup");

  private CpuGroup(Path directory) {
    this.directory = directory;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  static CpuGroup create(String name) throws IOException {
    Path path = root().resolve("schedprobe-" + name + "-" + ProcessHandle.current().pid());
    return new CpuGroup(Files.createDirectory(path));
  }

  /** Where the hierarchy with the cpu controller is mounted (proc(5), mountinfo). */
  private static Path root() throws IOException {
    Path unified = null;
    for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
      String[] fields = line.split(" ", -1);
      String rest = line.substring(line.indexOf(" - ") + 3);
      if (rest.startsWith("cgroup ") && rest.matches(".*\\bcpu\\b.*")) {
        return Path.of(fields[4]);
      }
      if (rest.startsWith("cgroup2 ")) {
        unified = Path.of(fields[4]);
      }
    }
    if (unified == null) {
      throw new IllegalStateException("no cgroup hierarchy is mounted");
    }
    return unified;
  }

  String name() {
    return directory.getFileName().toString();
  }

  Path procs() {
    return directory.resolve("cgroup.procs");
  }

  /** CPU time in each 100 ms. */
  void quota(long micros) throws IOException {
    Path v1 = directory.resolve("cpu.cfs_quota_us");
    if (Files.exists(v1)) {
      Files.writeString(v1, Long.toString(micros));
    } else {
      Files.writeString(directory.resolve("cpu.max"), micros + " " + PERIOD_MICROS);
    }
  }

  @Override
  public void close() {
    remove();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  /** The processes in it may take a moment to be gone. */
  private void remove() {
    for (int i = 0; i < TRIES; i++) {
      try {
        Files.deleteIfExists(directory);
        return;
      } catch (IOException e) {
        pause();
      }
    }
    System.err.println(directory + " could not be removed");
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
