package io.schedprobe.analysis.model;

/**
 * CPU quota, throttling and pressure of a cgroup in a period, by the kernel's own account ({@code
 * schedprobe.CpuQuota}). Whatever is not available is unknown.
 *
 * @param end of the period
 * @param period its length
 * @param own it is the JVM's own cgroup, not one above it
 * @param quota CPU time that its tasks may use in each quota period
 * @param periods quota periods in which it ran
 * @param throttledPeriods quota periods in which it was throttled
 * @param throttledTime time for which it was throttled, added up over the CPUs
 * @param pressureSome time in which a task of it was ready to run and did not
 * @param pressureFull time in which tasks of it were ready to run and none did
 * @param allVisible every cgroup up to the root is visible
 */
public record Quota(
    String cgroup,
    long end,
    long period,
    boolean own,
    long quota,
    long quotaPeriod,
    long burst,
    long periods,
    long throttledPeriods,
    long throttledTime,
    long pressureSome,
    long pressureFull,
    boolean allVisible) {}
