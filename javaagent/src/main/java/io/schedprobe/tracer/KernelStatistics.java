package io.schedprobe.tracer;

import io.schedprobe.layout.Counter;
import io.schedprobe.libbpf.BpfException;
import io.schedprobe.libbpf.BpfProgram;
import io.schedprobe.ring.RingReader;
import io.schedprobe.source.ProgramStatistics;
import io.schedprobe.source.SourceStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the kernel side saw, lost and cost, put together from where each of it is kept. */
final class KernelStatistics {
  private static final Path STATISTICS_SWITCH = Path.of("/proc/sys/kernel/bpf_stats_enabled");

  private final Counters counters;
  private final RingReader ring;
  private final List<BpfProgram> programs;
  // Allocated at loading: all but the threads' places in task storage, which nobody counts.
  private final long kernelMemoryBytes;

  KernelStatistics(
      Counters counters, RingReader ring, List<BpfProgram> programs, long kernelMemoryBytes) {
    this.counters = counters;
    this.ring = ring;
    this.programs = programs;
    this.kernelMemoryBytes = kernelMemoryBytes;
  }

  /** The mapped memory must still be there. */
  SourceStatistics read() {
    return new SourceStatistics(
        counters.sum(Counter.COUNTER_WAITS),
        counters.sum(Counter.COUNTER_EMITTED),
        counters.sum(Counter.COUNTER_SUPPRESSED),
        counters.sum(Counter.COUNTER_SUPPRESSED_NS),
        counters.sum(Counter.COUNTER_DROPPED),
        counters.sum(Counter.COUNTER_DROPPED_NS),
        counters.sum(Counter.COUNTER_CULPRITS_CUT),
        counters.sum(Counter.COUNTER_CGROUPS_DROPPED),
        counters.sum(Counter.COUNTER_LOG_OVERRUN),
        counters.sum(Counter.COUNTER_STORAGE_FAILED),
        counters.sum(Counter.COUNTER_SLOTS_EXHAUSTED),
        counters.sum(Counter.COUNTER_TORN),
        counters.sum(Counter.COUNTER_CLAMPED_NS),
        counters.sum(Counter.COUNTER_CLOCK_BACKWARDS),
        counters.sum(Counter.COUNTER_SPANS_UNNAMED),
        counters.sum(Counter.COUNTER_NEIGHBORS_FULL),
        counters.sum(Counter.COUNTER_UNSTARTED),
        counters.sum(Counter.COUNTER_SWITCHES_MISSED),
        ring.lostBytes(),
        0, // an ended thread's slot keeps all that it waited
        ring.dataSize(),
        ring.pendingBytes(),
        kernelMemoryBytes,
        programStatistics());
  }

  private List<ProgramStatistics> programStatistics() {
    boolean kept = isKeepingStatistics();
    List<ProgramStatistics> statistics = new ArrayList<>();
    for (BpfProgram program : programs) {
      long count = -1;
      long nanos = -1;
      if (kept) {
        try {
          BpfProgram.Runs runs = program.runs();
          count = runs.count();
          nanos = runs.nanos();
        } catch (BpfException e) {
          // Unknown, as it says.
        }
      }
      statistics.add(new ProgramStatistics(program.name(), count, nanos));
    }
    return statistics;
  }

  private static boolean isKeepingStatistics() {
    try {
      return Files.readString(STATISTICS_SWITCH).strip().equals("1");
    } catch (IOException e) {
      return false;
    }
  }
}
