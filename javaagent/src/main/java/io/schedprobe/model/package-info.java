/**
 * What the tracer knows about a wait, as plain values: no I/O, no JFR, no kernel.
 *
 * <p>Times are nanoseconds of {@code CLOCK_MONOTONIC}, the clock of {@link System#nanoTime()}.
 */
package io.schedprobe.model;
