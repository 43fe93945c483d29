package io.schedprobe.benchmarks.overhead;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  /**
   * All of it resident from the start, as that of a service is which has run for a while: what an
   * agent adds there is what lives, not what it happened to be the first to touch.
   */
  private static final List<String> TOUCHED_HEAP =
      List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch");

  /** As the JVM chooses it, of which a service with little to do has touched little. */
  static final List<String> UNTOUCHED_HEAP = List.of();

  private static final int KERNEL_PROGRAMS = 5;
  private static final long AFTER_COLLECTION_MILLIS = 6_000;
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
    return start(agent, TOUCHED_HEAP, recording);
  }

  /** Likewise, with the heap of choice. */
  static Service start(boolean agent, List<String> heap, Path recording)
      throws IOException, InterruptedException {
    return start(agent ? "" : null, THRESHOLDS, IdleService.THREADS, heap, recording);
  }

  /**
   * Likewise.
   *
   * @param agent its options; null for none
   * @param settings of the recording, for the agent's events
   * @param threads of the service, each waking up a hundred times a second
   */
  static Service start(String agent, String settings, int threads, Path recording)
      throws IOException, InterruptedException {
    return start(agent, settings, threads, TOUCHED_HEAP, recording);
  }

  private static Service start(
      String agent, String settings, int threads, List<String> heap, Path recording)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(heap);
    String jfr = "-XX:StartFlightRecording=dumponexit=true,filename=" + recording;
    if (agent != null) {
      options.add("-javaagent:" + Checkout.agentJar() + (agent.isEmpty() ? "" : "=" + agent));
      jfr += "," + settings;
    }
    options.add(jfr);
    options.add("-D" + IdleService.PROPERTY + "=" + threads);
    options.add("-Xlog:jfr+startup=off");
    Service service = new Service(Child.startJava(options, IdleService.class));
    try {
      service.child.line();
      if (agent != null) {
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

  /**
   * Has it collect its garbage.
   *
   * @return bytes of its heap that live
   */
  long collectGarbage() throws IOException {
    child.send("gc");
    return Long.parseLong(child.line());
  }

  /**
   * Has malloc give back what is free in its arenas: what the JVM's compilers leave there, up to 30
   * MB, differs more from run to run than an agent takes.
   */
  private void trimNativeHeap() throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process trim =
        new ProcessBuilder(jcmd.toString(), Long.toString(child.pid()), "System.trim_native_heap")
            .redirectErrorStream(true)
            .start();
    String said = new String(trim.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (trim.waitFor() != 0 || !said.contains("Trim native heap")) {
      throw new IllegalStateException("the native heap was not trimmed: " + said);
    }
  }

  /** Bytes, as {@code /proc/<pid>/smaps_rollup} has them. */
  record Memory(double residentBytes, double proportionalBytes) {}

  /**
   * What this one takes more than another, in bytes, after a full collection: resident memory, with
   * what malloc has free given back, and what lives in the heap, whose whole is resident in both.
   */
  Memory takesMoreThan(Service other) throws IOException, InterruptedException {
    double living = collectGarbage() - (double) other.collectGarbage();
    // The JVM gives back what it freed only now and then.
    Thread.sleep(AFTER_COLLECTION_MILLIS);
    trimNativeHeap();
    other.trimNativeHeap();
    Memory more = memory();
    Memory less = other.memory();
    return new Memory(
        living + more.residentBytes - less.residentBytes,
        living + more.proportionalBytes - less.proportionalBytes);
  }

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
