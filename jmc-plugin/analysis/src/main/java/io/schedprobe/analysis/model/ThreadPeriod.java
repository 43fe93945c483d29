package io.schedprobe.analysis.model;

/**
 * What a thread waited in a period, below and above every threshold ({@code
 * schedprobe.ThreadRunQueue}).
 *
 * @param end of the period
 * @param period its length
 * @param waits that ended; with the source proc, how often the thread was given a CPU
 * @param preemptions waits that began because another task took the CPU; unknown to the source proc
 * @param total sum of the waits
 * @param max longest wait; unknown to the source proc, as are the percentiles
 */
public record ThreadPeriod(
    StalledThread thread,
    long end,
    long period,
    boolean exited,
    long waits,
    long preemptions,
    long total,
    long max,
    long p50,
    long p90,
    long p99,
    long p999,
    Shares shares) {}
