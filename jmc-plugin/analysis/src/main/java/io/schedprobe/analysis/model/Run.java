package io.schedprobe.analysis.model;

/**
 * A task that had a CPU while a thread waited for it ({@code schedprobe.NeighborRun}).
 *
 * @param waitId the {@link Wait#id} of the wait
 * @param thread that waited
 * @param start when the wait began
 * @param waited length of the wait, to the precision of JFR's clock
 * @param culprit who ran
 * @param threadName the kernel's name for its thread
 * @param pid in the initial pid namespace
 * @param tid in the initial pid namespace
 * @param cpuTime how long it ran during the wait
 */
public record Run(
    long waitId,
    StalledThread thread,
    long start,
    long waited,
    Culprit culprit,
    String threadName,
    long pid,
    long tid,
    long cpuTime) {}
