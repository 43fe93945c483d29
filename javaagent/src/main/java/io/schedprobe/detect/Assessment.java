package io.schedprobe.detect;

/**
 * What is known of one cause at the end of an interval, over the window.
 *
 * @param cgroupId the neighbor's cgroup; 0 for a quota and for many neighbors together
 * @param confidence how far the score can be relied on, 0 to 1
 * @param coverage the part of the truth that was seen and could be named, 0 to 1
 * @param waits single waits over the threshold in which it had a part
 * @param p50 latency it caused in half of those waits at the most, nanoseconds
 * @param p95 the same of 95 %; this is what the score takes
 * @param p99 the same of 99 %
 * @param preemptionsPerSecond of those waits that began by losing the CPU to it
 * @param cpus CPU time it had while threads of this JVM waited, in CPUs
 * @param lost thread time lost to it for each second, in seconds; over 1 where several waited
 * @param throttledPart part of the quota periods that were throttled, 0 to 1; -1 if not known
 * @param baselineNanos what a wait of this JVM takes that no neighbor and no quota prolongs
 */
public record Assessment(
    Cause cause,
    long cgroupId,
    Score score,
    double confidence,
    double coverage,
    Pattern pattern,
    long waits,
    long p50,
    long p95,
    long p99,
    double preemptionsPerSecond,
    double cpus,
    double lost,
    double throttledPart,
    long baselineNanos) {

  Assessment with(Pattern other) {
    return new Assessment(
        cause,
        cgroupId,
        score,
        confidence,
        coverage,
        other,
        waits,
        p50,
        p95,
        p99,
        preemptionsPerSecond,
        cpus,
        lost,
        throttledPart,
        baselineNanos);
  }
}
