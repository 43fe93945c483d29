package io.schedprobe.model;

import java.util.List;

/**
 * One wait of one thread of this JVM for a CPU, whole.
 *
 * @param startNanos when it became runnable ({@code CLOCK_MONOTONIC})
 * @param shares nanoseconds by {@link Share#ordinal()}; their sum is {@code durationNanos}
 * @param tid global thread id
 * @param nsTid thread id as this JVM knows it
 * @param cpu where it got to run at last
 * @param comm the stalled thread's comm
 * @param preemptor who took the CPU; null unless {@code onset} is PREEMPTION
 * @param culprits who ran meanwhile, one entry a task, longest first
 */
public record Wait(
    long id,
    long startNanos,
    long durationNanos,
    long[] shares,
    int tid,
    int nsTid,
    int cpu,
    int migrations,
    Onset onset,
    String comm,
    Runner preemptor,
    List<Runner> culprits) {

  public long share(Share share) {
    return shares[share.ordinal()];
  }

  /** Nanoseconds in which some task ran whose name is not among the culprits; never negative. */
  public long unnamedNanos() {
    long ran =
        share(Share.EXTERNAL) + share(Share.SIBLING) + share(Share.SELF) + share(Share.KERNEL);
    long named = 0;
    for (Runner culprit : culprits) {
      named += culprit.ranNanos();
    }
    return Math.max(0, ran - named);
  }
}
