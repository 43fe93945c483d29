package io.schedprobe.model;

/**
 * What an external cgroup took in one period.
 *
 * @param cpuNanos CPU time it had while at least one thread of ours waited behind it
 * @param stalledNanos the same, times the number of our threads that waited
 */
public record NeighborUse(long cgroupId, long cpuNanos, long stalledNanos) {}
