package io.schedprobe.benchmarks.overhead;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An {@link IdleService} with a recording, with the agent or without. */
final class Service implements AutoCloseable {
  /** Nothing waits so long, so nothing is over the threshold. */
  private static final String THRESHOLDS =
      "+schedprobe.RunQueueLatency#threshold=60s,+schedprobe.NeighborRun#threshold=60s,"
          + "+schedprobe.Preemption#threshold=60s";

  private static final int KERNEL_PROGRAMS = 5;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** sysconf(_SC_CLK_TCK), which is 100 on all that we run on. */
  private static final double MILLIS_PER_TICK = 10;

  private final Child child;
  private long attachedAfterNanos;

  private Service(Child child) {
    this.child = child;
  }

  /** Starts it; returns once the agent, if any, has attached its programs. */
  static Service start(boolean agent, Path recording) throws IOException, InterruptedException {
    List<String> options = new ArrayList<>();
    String jfr = "-XX:StartFlightRecording=dumponexit=true,filename=" + recording;
    if (agent) {
      options.add("-javaagent:" + Checkout.agentJar());
      jfr += "," + THRESHOLDS;
    }
    options.add(jfr);
    options.add("-Xlog:jfr+startup=off");
    Service service = new Service(Child.startJava(options, IdleService.class));
    try {
      service.child.line();
      if (agent) {
        service.awaitTracer();
      }
      return service;
    } catch (IOException | InterruptedException | RuntimeException e) {
      service.close();
      throw e;
    }
  }

  private void awaitTracer() throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (FdInfo.links(child.pid()) < KERNEL_PROGRAMS) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new IllegalStateException("the agent attached nothing in the kernel");
      }
      Thread.sleep(5);
    }
    attachedAfterNanos = System.nanoTime() - start;
  }

  /** How long after the first line of its main it had the tracer attached. */
  long attachedAfterNanos() {
    return attachedAfterNanos;
  }

  /** CPU that the whole process has taken so far, user and system: proc(5), /proc/pid/stat. */
  double cpuMillis() throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(child.pid()), "stat"));
    // The name, in parentheses, may hold blanks; the fields after it are the 3rd and so on.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return MILLIS_PER_TICK * (Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
  }

  long pid() {
    return child.pid();
  }

  void collectGarbage() throws IOException {
    child.send("gc");
    child.line();
  }

  /** Bytes, as {@code /proc/<pid>/smaps_rollup} has them. */
  record Memory(double residentBytes, double proportionalBytes) {}

  Memory memory() throws IOException {
    Map<String, String> fields =
        Fields.read(Path.of("/proc", Long.toString(child.pid()), "smaps_rollup"));
    return new Memory(bytes(fields.get("Rss")), bytes(fields.get("Pss")));
  }

  private static double bytes(String kibibytes) {
    return 1024.0 * Long.parseLong(kibibytes.replace(" kB", "").strip());
  }

  /**
   * Nanoseconds on a CPU of the threads whose names begin so: the first number of their schedstat.
   */
  long cpuNanos(String namesBegin) throws IOException {
    long sum = 0;
    int found = 0;
    try (DirectoryStream<Path> tasks =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(child.pid()), "task"))) {
      for (Path task : tasks) {
        try {
          if (Files.readString(task.resolve("comm")).startsWith(namesBegin)) {
            sum += Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ", 2)[0]);
            found++;
          }
        } catch (NoSuchFileException e) {
          // The thread has ended.
        }
      }
    }
    if (found == 0) {
      throw new IllegalStateException("no thread of that name in process " + child.pid());
    }
    return sum;
  }

  /** Ends it in order: its recording is written. */
  void finish() throws IOException, InterruptedException {
    child.finish();
  }

  @Override
  public void close() {
    child.close();
  }
}
