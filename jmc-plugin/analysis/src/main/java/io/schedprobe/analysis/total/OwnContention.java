package io.schedprobe.analysis.total;

import io.schedprobe.analysis.model.ThreadKind;
import java.util.List;
import java.util.Map;

/**
 * How threads of this JVM stood in each other's way, by the single waits.
 *
 * @param total share self of all single waits, in nanoseconds
 * @param byRunner CPU time by what the running threads work at
 * @param byStalled time waited behind the JVM's own threads by what the waiting threads work at
 * @param unnamed part of the total whose runner is not named
 * @param runners threads by name, the longest first
 */
public record OwnContention(
    long total,
    Map<ThreadKind, Long> byRunner,
    Map<ThreadKind, Long> byStalled,
    long unnamed,
    List<NeighborTotals> runners) {
  public OwnContention {
    byRunner = Map.copyOf(byRunner);
    byStalled = Map.copyOf(byStalled);
    runners = List.copyOf(runners);
  }
}
