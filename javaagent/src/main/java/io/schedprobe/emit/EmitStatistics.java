package io.schedprobe.emit;

/**
 * What was lost on the way from a wait to its events, since construction.
 *
 * @param unwritten waits and cgroup names given up because of an error
 * @param threadsUnknown waits whose thread could not be found out
 * @param stallsForgotten pairs of cgroup and stalled thread beyond what is remembered in a period
 */
public record EmitStatistics(long unwritten, long threadsUnknown, long stallsForgotten) {

  /** What came since {@code earlier}. */
  EmitStatistics since(EmitStatistics earlier) {
    return new EmitStatistics(
        unwritten - earlier.unwritten,
        threadsUnknown - earlier.threadsUnknown,
        stallsForgotten - earlier.stallsForgotten);
  }
}
