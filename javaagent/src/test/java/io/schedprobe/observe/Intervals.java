package io.schedprobe.observe;

import io.schedprobe.decode.DecoderStatistics;
import io.schedprobe.model.LatencyHistogram;
import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.Quotas;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.source.SourceStatistics;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;

/** Intervals and what is in them, made by hand. */
public final class Intervals {
  private static final SourceReport EBPF =
      new SourceReport("ebpf", true, null, null, 1_000_000, "1.5", "task storage", null, true);

  private Intervals() {}

  /** An interval of a second in which these threads waited and these neighbors ran. */
  public static Interval of(List<ThreadWaits> threads, List<NeighborUse> neighbors) {
    return of(false, threads, neighbors, null, statistics(0));
  }

  /** Likewise. */
  public static Interval of(
      boolean first,
      List<ThreadWaits> threads,
      List<NeighborUse> neighbors,
      Quotas quotas,
      SourceStatistics statistics) {
    return new Interval(
        1,
        1_000_000_000,
        first,
        EBPF,
        threads,
        neighbors,
        quotas,
        statistics,
        new DecoderStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        new AgentUse(5_000_000, 0, 1000),
        0);
  }

  /** Every tally of the source has this value. */
  public static SourceStatistics statistics(long each) {
    try {
      Constructor<?> made = SourceStatistics.class.getDeclaredConstructors()[0];
      Object[] values = new Object[made.getParameterCount()];
      Arrays.fill(values, each);
      values[values.length - 1] = List.of();
      return (SourceStatistics) made.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** A thread with as many waits as latencies; all of each wait is the neighbors'. */
  public static ThreadWaits thread(int tid, long preemptions, long... latencies) {
    LatencyHistogram histogram = new LatencyHistogram();
    for (long latency : latencies) {
      histogram.add(LatencyHistogram.bucketOf(latency), 1);
    }
    long total = Arrays.stream(latencies).sum();
    return new ThreadWaits(
        tid,
        tid,
        "t" + tid,
        false,
        latencies.length,
        total,
        Arrays.stream(latencies).max().orElse(0),
        preemptions,
        new long[] {0, total, 0, 0, 0, 0, 0},
        histogram);
  }
}
