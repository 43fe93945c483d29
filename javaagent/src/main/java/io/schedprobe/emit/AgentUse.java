package io.schedprobe.emit;

/**
 * What the agent itself takes; -1 where not known.
 *
 * @param cpuNanos CPU time of its threads since its start
 * @param memoryBytes memory it holds outside the Java heap
 */
public record AgentUse(long cpuNanos, long memoryBytes) {}
