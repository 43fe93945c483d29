package io.schedprobe.analysis.model;

/**
 * What another cgroup had of the CPU while threads waited, in a period ({@code
 * schedprobe.Neighbor}).
 *
 * @param end of the period
 * @param period its length
 * @param cpuTime CPU time it had while at least one thread waited behind it
 * @param stalledTime the same, times the number of threads that waited
 * @param threadsStalled threads with at least one wait that names the cgroup
 */
public record NeighborPeriod(
    Place place, long end, long period, long cpuTime, long stalledTime, long threadsStalled) {}
