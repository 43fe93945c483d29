package io.schedprobe.metrics;

import static io.schedprobe.metrics.ServiceMetrics.add;
import static io.schedprobe.metrics.ServiceMetrics.one;

import io.schedprobe.observe.Interval;
import io.schedprobe.source.ProgramStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the tracer itself fares, and what it takes. */
final class SourceHealth {
  private static final double NANOS = 1e9;

  private final Tally records = new Tally();
  private final Tally ringLost = new Tally();
  private final Tally agentCpu = new Tally();
  private final Tally observerFailures = new Tally();
  private final Map<String, Tally> programTimes = new TreeMap<>();
  private final Map<String, Tally> programRuns = new TreeMap<>();
  private Interval last;
  private long opened;

  void update(Interval interval) {
    last = interval;
    if (interval.first()) {
      opened++;
    }
    records.update(interval.statistics().emitted(), interval.first());
    ringLost.update(interval.statistics().ringLostBytes(), interval.first());
    agentCpu.update(interval.agent().cpuNanos(), false);
    observerFailures.update(interval.failures(), false);
    for (ProgramStatistics program : interval.statistics().programs()) {
      tally(programTimes, program.name()).update(program.runNanos(), interval.first());
      tally(programRuns, program.name()).update(program.runCount(), interval.first());
    }
  }

  private static Tally tally(Map<String, Tally> tallies, String program) {
    return tallies.computeIfAbsent(program, name -> new Tally());
  }

  void addTo(List<Family> families) {
    String source = last == null ? "none" : last.source().source();
    List<Point> sources = new ArrayList<>();
    for (String name : List.of("ebpf", "proc", "none")) {
      sources.add(new Point(List.of(name), name.equals(source) ? 1 : 0));
    }
    add(families, Meters.SOURCE, sources);
    add(families, Meters.SOURCE_OPENED, one((double) opened));
    if (last == null) {
      return;
    }
    long threshold = last.source().thresholdNanos();
    add(families, Meters.THRESHOLD, threshold < 0 ? List.of() : one(threshold / NANOS));
    add(families, Meters.RECORDS, one((double) records.sum()));
    add(families, Meters.RING_LOST, one((double) ringLost.sum()));
    add(families, Meters.RING_USED, one((double) last.statistics().ringUsedBytes()));
    add(families, Meters.RING_SIZE, one((double) last.statistics().ringBytes()));
    add(families, Meters.AGENT_CPU, agentCpu.isKnown() ? one(agentCpu.sum() / NANOS) : List.of());
    add(families, Meters.OBSERVER_FAILURES, one((double) observerFailures.sum()));
    add(families, Meters.KERNEL_MEMORY, one((double) last.statistics().kernelMemoryBytes()));
    add(families, Meters.PROGRAM_SECONDS, points(programTimes, NANOS));
    add(families, Meters.PROGRAM_RUNS, points(programRuns, 1));
  }

  private static List<Point> points(Map<String, Tally> tallies, double unit) {
    List<Point> points = new ArrayList<>();
    tallies.forEach(
        (program, tally) -> {
          if (tally.isKnown()) {
            points.add(new Point(List.of(program), tally.sum() / unit));
          }
        });
    return points;
  }
}
