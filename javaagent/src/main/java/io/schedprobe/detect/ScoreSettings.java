package io.schedprobe.detect;

/**
 * What counts as much, and how much each part of a score counts. A part is 50 at its threshold.
 *
 * @param latencyNanos latency caused in one wait, 1 us to 60 s; published default 500 us
 * @param preemptionsPerSecond published default 10; 0.1 to 1,000,000
 * @param throttledPart part of the quota periods that were throttled, over 0 to 1; default 0.25,
 *     from which the rule CPUThrottlingHigh of the kubernetes-mixin warns
 * @param cpuPart CPU time that it had while this JVM waited, in CPUs, over 0 to 1024; default 0.1
 * @param latencyWeight published default 0.4; weights are 0 or more, and not all those of a cause
 *     are 0
 * @param preemptionWeight published default 0.3
 * @param throttlingWeight published default 0.3; of quotas only
 * @param resourceWeight default 0.3; of neighbors only, where it takes throttling's place
 */
public record ScoreSettings(
    long latencyNanos,
    double preemptionsPerSecond,
    double throttledPart,
    double cpuPart,
    double latencyWeight,
    double preemptionWeight,
    double throttlingWeight,
    double resourceWeight) {

  public static final ScoreSettings DEFAULT =
      new ScoreSettings(500_000, 10, 0.25, 0.1, 0.4, 0.3, 0.3, 0.3);

  /**
   * @throws IllegalArgumentException if one is out of its range, in words for a user
   */
  public ScoreSettings {
    Ranges.check("the latency threshold in ns", (double) latencyNanos, 1_000, 60_000_000_000L);
    Ranges.check("the threshold of preemptions per second", preemptionsPerSecond, 0.1, 1_000_000);
    Ranges.check("the throttled part of the periods", throttledPart, 0.001, 1);
    Ranges.check("the CPU threshold in CPUs", cpuPart, 0.001, 1024);
    checkWeights(latencyWeight, preemptionWeight, throttlingWeight, resourceWeight);
  }

  /**
   * Checks weights together.
   *
   * @throws IllegalArgumentException in words for a user, if a neighbor or a quota has no weight
   */
  public static void checkWeights(
      double latency, double preemption, double throttling, double resource) {
    for (double weight : new double[] {latency, preemption, throttling, resource}) {
      Ranges.check("a weight", weight, 0, 1000);
    }
    if (latency + preemption + resource == 0 || latency + throttling == 0) {
      throw new IllegalArgumentException("the weights of a cause must not all be 0");
    }
  }
}
