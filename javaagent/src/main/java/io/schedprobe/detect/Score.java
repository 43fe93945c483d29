package io.schedprobe.detect;

/**
 * How noisy a cause is, each part and the whole from 0 to 100; a part that cannot be the cause's
 * doing is {@link #NONE} and does not count.
 *
 * @param latency from the latency caused in single waits
 * @param preemption from the rate at which it took the CPU from running threads; none for quotas
 * @param throttling from the quota periods throttled; none for neighbors
 * @param resource from the CPU time taken while this JVM waited; none for quotas
 */
public record Score(
    double latency, double preemption, double throttling, double resource, double overall) {

  /** No such part. */
  public static final double NONE = -1;

  /**
   * From 0 to 100: 50 at the threshold, 75 at twice, 87.5 at three times it. Unlike a ratio cut off
   * at the threshold it still tells much from very much.
   */
  static double part(double value, double threshold) {
    return 100 * (1 - Math.pow(2, -Math.max(0, value) / threshold));
  }

  /** The score of one neighbor, or of all together. */
  static Score ofNeighbor(
      ScoreSettings settings, double latencyParts, double preemptionsPerSecond, double cpus) {
    double latency = part(latencyParts, 1);
    double preemption = part(preemptionsPerSecond, settings.preemptionsPerSecond());
    double resource = part(cpus, settings.cpuPart());
    double sum =
        settings.latencyWeight() * latency
            + settings.preemptionWeight() * preemption
            + settings.resourceWeight() * resource;
    double weight =
        settings.latencyWeight() + settings.preemptionWeight() + settings.resourceWeight();
    return new Score(latency, preemption, NONE, resource, sum / weight);
  }

  /** The score of a quota. */
  static Score ofQuota(ScoreSettings settings, double latencyParts, double throttledPart) {
    double latency = part(latencyParts, 1);
    double throttling = part(throttledPart, settings.throttledPart());
    double sum = settings.latencyWeight() * latency + settings.throttlingWeight() * throttling;
    return new Score(
        latency,
        NONE,
        throttling,
        NONE,
        sum / (settings.latencyWeight() + settings.throttlingWeight()));
  }
}
