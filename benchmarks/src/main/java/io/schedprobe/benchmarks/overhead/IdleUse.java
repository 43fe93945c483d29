package io.schedprobe.benchmarks.overhead;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * What the agent takes while no wait is over the threshold: percent of one CPU, and memory in the
 * kernel. A second JVM beside it has the recording without the agent.
 */
final class IdleUse {
  static final int SECONDS = 40;

  private static final long WARM_UP_MILLIS = 25_000;

  private static final String AGENT = "schedprobe";

  /** "JFR Periodic Tasks", cut to 15 characters: it runs our periodic events too. */
  private static final String PERIODIC = "JFR Periodic";

  /** By our own account, TracerStatistics. */
  double agentSaysPercent;

  /** By the kernel's. */
  double agentPercent;

  double periodicWithPercent;
  double periodicWithoutPercent;
  long kernelBytesSaid;
  long kernelBytes;

  IdleUse measure(Scratch scratch) throws IOException, InterruptedException {
    Path recording = scratch.file("idle.jfr");
    Machine.say("idle: " + SECONDS + " s and warm-up");
    try (Service without = Service.start(false, scratch.file("idle-without.jfr"));
        Service with = Service.start(true, recording)) {
      Thread.sleep(WARM_UP_MILLIS);
      long begin = System.nanoTime();
      long agent = with.cpuNanos(AGENT);
      long periodicWith = with.cpuNanos(PERIODIC);
      long periodicWithout = without.cpuNanos(PERIODIC);
      Thread.sleep(SECONDS * 1000L);
      double nanos = System.nanoTime() - begin;
      agentPercent = 100 * (with.cpuNanos(AGENT) - agent) / nanos;
      periodicWithPercent = 100 * (with.cpuNanos(PERIODIC) - periodicWith) / nanos;
      periodicWithoutPercent = 100 * (without.cpuNanos(PERIODIC) - periodicWithout) / nanos;
      kernelBytes = FdInfo.memlock(with.pid());
      with.finish();
      without.finish();
    }
    read(recording);
    return this;
  }

  /** From the first statistics after the warm-up to the last but one: the last are of the end. */
  private void read(Path recording) throws IOException {
    List<RecordedEvent> statistics = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
      if (event.getEventType().getName().equals("schedprobe.TracerStatistics")) {
        statistics.add(event);
      } else if (event.getEventType().getName().equals("schedprobe.RunQueueLatency")) {
        throw new IllegalStateException("a wait was over a threshold of a minute");
      }
    }
    statistics.sort(Comparator.comparing(RecordedEvent::getStartTime));
    if (statistics.size() < 5) {
      throw new IllegalStateException("only " + statistics.size() + " TracerStatistics recorded");
    }
    RecordedEvent first = statistics.get(2);
    RecordedEvent last = statistics.get(statistics.size() - 2);
    if (last.getLong("waits") <= first.getLong("waits")) {
      throw new IllegalStateException("the tracer saw no wait: nothing was measured");
    }
    Duration between = Duration.between(first.getStartTime(), last.getStartTime());
    Duration used = last.getDuration("agentCpuTime").minus(first.getDuration("agentCpuTime"));
    agentSaysPercent = 100.0 * used.toNanos() / between.toNanos();
    kernelBytesSaid = last.getLong("kernelMemory");
  }

  /** What is to be held against the target: the agent's threads and what it adds to JFR's. */
  double totalPercent() {
    return agentPercent + Math.max(0, periodicWithPercent - periodicWithoutPercent);
  }
}
