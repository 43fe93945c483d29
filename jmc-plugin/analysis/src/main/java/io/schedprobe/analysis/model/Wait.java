package io.schedprobe.analysis.model;

/**
 * One wait of one thread for a CPU ({@code schedprobe.RunQueueLatency}).
 *
 * @param id the same in every event that tells of this wait; unique while the tracer is attached
 * @param thread that waited
 * @param start when the wait began
 * @param waited its length
 * @param cpu on which the thread got to run at last
 * @param onset why it began
 * @param migrations how often the waiting thread was moved to another CPU
 * @param shares of the wait, which sum to it
 * @param unnamed part of the shares for which no {@link Run} names the task
 * @param neighbor who had the CPU longest, this JVM aside; null if nobody is known
 * @param neighborPid in the initial pid namespace
 * @param neighborTime how long it had the CPU
 */
public record Wait(
    long id,
    StalledThread thread,
    long start,
    long waited,
    int cpu,
    Onset onset,
    int migrations,
    Shares shares,
    long unnamed,
    Culprit neighbor,
    long neighborPid,
    long neighborTime) {
  public long end() {
    return start + waited;
  }
}
