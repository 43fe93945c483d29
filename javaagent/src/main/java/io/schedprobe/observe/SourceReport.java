package io.schedprobe.observe;

/**
 * Which source is in use, and why not a better one.
 *
 * @param source "ebpf", "proc" or "none"
 * @param whole it is the kernel tracer: nothing better can be had
 * @param reason why not a better one; null if whole, and while none has been tried
 * @param remedy how to get it; null if there is no reason
 * @param thresholdNanos of single waits in the kernel; -1 if none are reported
 * @param libbpf which libbpf is used; null for none
 * @param threadStorage where the kernel side remembers threads; null without it
 * @param limitation what cannot be told of this JVM's threads and CPU quota; null if nothing
 * @param throttlingMeasured whether the throttled share is measured
 */
public record SourceReport(
    String source,
    boolean whole,
    String reason,
    String remedy,
    long thresholdNanos,
    String libbpf,
    String threadStorage,
    String limitation,
    boolean throttlingMeasured) {}
