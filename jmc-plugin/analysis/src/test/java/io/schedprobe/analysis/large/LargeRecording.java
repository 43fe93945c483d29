package io.schedprobe.analysis.large;

import io.schedprobe.analysis.feed.FeedReport;
import io.schedprobe.analysis.feed.FileFeed;
import io.schedprobe.analysis.feed.Progress;
import io.schedprobe.analysis.text.Sentences;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.AnalysisBuilder;
import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.RunQueueLatency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;

/**
 * Makes large recordings and measures how they are read.
 *
 * <p>{@code write FILE WAITS RUNS} writes waits with as many runs each; {@code read FILE} reads it,
 * and says what time that took. Run the second with a small {@code -Xmx}: that it comes to its end
 * shows that so much heap is enough.
 */
public final class LargeRecording {
  private static final int THREADS = 200;
  private static final int NEIGHBORS = 500;

  private LargeRecording() {}

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[1]);
    if (args[0].equals("write")) {
      write(file, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    } else {
      read(file);
    }
  }

  private static void write(Path file, int waits, int runs) throws IOException {
    try (Recording recording = new Recording()) {
      recording.enable(RunQueueLatency.class).withoutThreshold();
      recording.enable(NeighborRun.class).withoutThreshold();
      recording.start();
      for (int i = 0; i < waits; i++) {
        wait(i, runs);
      }
      recording.stop();
      recording.dump(file);
    }
    System.out.println(Files.size(file) + " bytes");
  }

  private static void wait(int number, int runs) {
    RunQueueLatency wait = new RunQueueLatency();
    wait.begin();
    wait.end();
    wait.waitId = number;
    wait.threadName = "request-" + number % THREADS;
    wait.osThreadId = 1_000 + number % THREADS;
    wait.osName = wait.threadName;
    wait.waited = 1_000_000 + number * 7_919L % 50_000_000;
    wait.waitStart = System.currentTimeMillis();
    wait.onset = "preemption";
    wait.external = wait.waited;
    wait.neighborKind = "external";
    wait.neighbor = "neighbor-" + number % NEIGHBORS;
    wait.neighborPid = number % NEIGHBORS + 1;
    wait.neighborCgroup = "/pods/" + number % NEIGHBORS;
    wait.neighborTime = wait.waited;
    wait.commit();
    for (int i = 0; i < runs; i++) {
      NeighborRun run = new NeighborRun();
      run.begin();
      run.end();
      run.waitId = number;
      run.stalledName = wait.threadName;
      run.osThreadId = wait.osThreadId;
      run.osName = wait.osName;
      run.kind = "external";
      run.process = "neighbor-" + (number + i) % NEIGHBORS;
      run.threadName = run.process;
      run.pid = (number + i) % NEIGHBORS + 1;
      run.tid = run.pid;
      run.cgroup = "/pods/" + (number + i) % NEIGHBORS;
      run.cpuTime = wait.waited / runs;
      run.commit();
    }
  }

  private static void read(Path file) throws Exception {
    long began = System.nanoTime();
    AnalysisBuilder builder = new AnalysisBuilder();
    FeedReport report = FileFeed.read(file, builder, Progress.NONE);
    Analysis analysis = builder.build(report);
    double seconds = (System.nanoTime() - began) / 1e9;
    double cpu =
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    long heap = Runtime.getRuntime().maxMemory();
    System.out.printf(
        "%,d bytes, %,d chunks, %,d waits, %,d events: %.1f s (%.1f s of CPU), with a heap of %,d bytes%n%s%n%s%n",
        report.bytes(),
        report.chunks(),
        analysis.single().count(),
        analysis.events(),
        seconds,
        cpu,
        heap,
        Sentences.headline(analysis),
        report.damages());
  }
}
