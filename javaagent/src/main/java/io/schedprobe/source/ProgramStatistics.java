package io.schedprobe.source;

/**
 * A kernel program's own cost.
 *
 * @param runCount how often it ran; -1 unless {@code kernel.bpf_stats_enabled} is set
 * @param runNanos nanoseconds it ran; -1 likewise
 */
public record ProgramStatistics(String name, long runCount, long runNanos) {}
