package io.schedprobe.observe;

/**
 * What the agent itself takes, and how much it lets in so as not to take more; -1 where not known.
 *
 * @param cpuNanos CPU time of its threads since its start
 * @param memoryBytes memory it holds outside the Java heap
 * @param recordCap wait records a second from each CPU that the kernel lets through now
 */
public record AgentUse(long cpuNanos, long memoryBytes, long recordCap) {}
