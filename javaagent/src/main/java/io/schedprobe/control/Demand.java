package io.schedprobe.control;

import java.util.Objects;

/**
 * What the running recordings want, taken together.
 *
 * @param waits single waits: RunQueueLatency, NeighborRun or Throttling
 * @param preemptions Preemption
 * @param threads ThreadRunQueue
 * @param neighbors Neighbor
 * @param tracer TracerState, TracerStatistics or TracerProgram
 * @param quota CpuQuota
 * @param thresholdNanos the shortest single wait that some event wants; {@link Long#MAX_VALUE} if
 *     none is wanted
 */
public record Demand(
    boolean waits,
    boolean preemptions,
    boolean threads,
    boolean neighbors,
    boolean tracer,
    boolean quota,
    long thresholdNanos) {

  /** Nothing is recorded. */
  public static final Demand NONE =
      new Demand(false, false, false, false, false, false, Long.MAX_VALUE);

  /**
   * Whether anything is to be attached. The tracer's events about itself do not call for a tracer,
   * and the quota is told by files.
   */
  public boolean needsSource() {
    return waits || preemptions || threads || neighbors;
  }

  /**
   * Written out because in JDK 17 the one that comes with a record keeps its class, and so all
   * classes of the agent, from ever being unloaded (java.lang.runtime.ObjectMethods, through
   * MethodHandle.asTypeCache).
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Demand same
        && waits == same.waits
        && preemptions == same.preemptions
        && threads == same.threads
        && neighbors == same.neighbors
        && tracer == same.tracer
        && quota == same.quota
        && thresholdNanos == same.thresholdNanos;
  }

  @Override
  public int hashCode() {
    return Objects.hash(waits, preemptions, threads, neighbors, tracer, quota, thresholdNanos);
  }
}
