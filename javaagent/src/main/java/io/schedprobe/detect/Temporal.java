package io.schedprobe.detect;

/**
 * How a cause developed.
 *
 * @param slope change of the thread time lost to it, seconds for each second and minute
 * @param periodNanos after which it comes again; 0 if no period was found
 * @param runNanos for how long it has been at work without a break; 0 if it is not
 */
public record Temporal(double slope, long periodNanos, long runNanos) {}
