package io.schedprobe.testing;

import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.model.WaitSink;
import io.schedprobe.source.ProgramStatistics;
import io.schedprobe.source.Source;
import io.schedprobe.source.SourceStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A source whose numbers are known, and whose waits and uses are handed out once. */
public final class FixedSource implements Source {
  public final List<ThreadWaits> threads = new ArrayList<>();
  public final List<NeighborUse> neighbors = new ArrayList<>();

  @Override
  public String name() {
    return "ebpf";
  }

  @Override
  public void settings(long thresholdNanos, long recordsPerSecondPerCpu) {}

  @Override
  public void poll(WaitSink sink, int timeoutMillis) {}

  @Override
  public void readThreads(Consumer<ThreadWaits> to) {
    threads.forEach(to);
    threads.clear();
  }

  @Override
  public void readNeighbors(Consumer<NeighborUse> to) {
    neighbors.forEach(to);
    neighbors.clear();
  }

  @Override
  public SourceStatistics statistics() {
    return new SourceStatistics(
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        11,
        12,
        13,
        14,
        15,
        16,
        17,
        18,
        19,
        20,
        21,
        22,
        23,
        List.of(
            new ProgramStatistics("on_switch", 100, 5_000),
            new ProgramStatistics("on_wakeup", 50, 1_000),
            new ProgramStatistics("on_exit", -1, -1)));
  }

  @Override
  public void close() {}
}
