package io.schedprobe.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that wants a CPU all the time. */
public final class Hog implements AutoCloseable {
  private final Process process;

  private Hog(Process process) {
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param cpus it may run on, as "0" or "0-1"
   */
  public static Hog on(String cpus) throws IOException {
    return start(cpus, "");
  }

  /** Starts one, and returns when it is in the cgroup. */
  public static Hog on(String cpus, CpuCgroup cgroup) throws IOException, InterruptedException {
    Hog hog = start(cpus, "echo $$ > " + cgroup.procs() + "; ");
    while (!Files.readAllLines(cgroup.procs()).contains(Long.toString(hog.pid()))) {
      if (!hog.process.isAlive()) {
        throw new IOException("it ended before it was in " + cgroup.procs());
      }
      Thread.sleep(1);
    }
    return hog;
  }

  private static Hog start(String cpus, String first) throws IOException {
    return new Hog(
        new ProcessBuilder("taskset", "-c", cpus, "sh", "-c", first + "while :; do :; done")
            .inheritIO()
            .start());
  }

  public long pid() {
    return process.pid();
  }

  /** Takes the CPU from it for good, and returns when it has it no more. */
  public void suspend() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-STOP", Long.toString(pid())).inheritIO().start().waitFor();
    Path stat = Path.of("/proc", Long.toString(pid()), "stat");
    while (!Files.readString(stat).contains(") T ")) {
      Thread.sleep(1);
    }
  }

  /** The kernel's own account of the CPU time it had, in nanoseconds. */
  public long cpuNanos() throws IOException {
    String schedstat = Files.readString(Path.of("/proc", Long.toString(pid()), "schedstat"));
    return Long.parseLong(schedstat.strip().split(" ", -1)[0]);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
