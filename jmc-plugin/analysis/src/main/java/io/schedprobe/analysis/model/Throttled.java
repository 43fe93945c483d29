package io.schedprobe.analysis.model;

/**
 * The part of a wait in which a CPU quota was used up ({@code schedprobe.Throttling}).
 *
 * @param waitId the {@link Wait#id} of the wait
 * @param throttled time lost
 * @param cgroup whose quota it was; null where several may have been, or none that is visible
 * @param quota CPU time for each period; unknown if not told
 * @param quotaPeriod unknown if not told
 */
public record Throttled(
    long waitId,
    StalledThread thread,
    long start,
    long throttled,
    String cgroup,
    long quota,
    long quotaPeriod) {}
