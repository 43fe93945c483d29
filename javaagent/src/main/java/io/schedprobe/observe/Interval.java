package io.schedprobe.observe;

import io.schedprobe.decode.DecoderStatistics;
import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.Quotas;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.source.SourceStatistics;
import java.util.List;

/**
 * What was counted in one interval. Lists and arrays belong to all observers: nobody changes them.
 *
 * @param startNanos when it began ({@code CLOCK_MONOTONIC})
 * @param nanos its length, over 0
 * @param first whether it is the first since a source was opened, whose tallies begin anew
 * @param source which source is in use and why not a better one
 * @param threads what each thread waited, below and above the threshold
 * @param neighbors what each external cgroup took; empty where the source knows no names
 * @param quotas as they are now, cumulative; null if they cannot be read
 * @param statistics tallies since the source was opened
 * @param decoder tallies likewise; null where nothing is decoded
 * @param agent what the agent took, since its start
 * @param failures times that an observer threw, since the agent's start
 */
public record Interval(
    long startNanos,
    long nanos,
    boolean first,
    SourceReport source,
    List<ThreadWaits> threads,
    List<NeighborUse> neighbors,
    Quotas quotas,
    SourceStatistics statistics,
    DecoderStatistics decoder,
    AgentUse agent,
    long failures) {

  /** When it ended ({@code CLOCK_MONOTONIC}). */
  public long endNanos() {
    return startNanos + nanos;
  }
}
