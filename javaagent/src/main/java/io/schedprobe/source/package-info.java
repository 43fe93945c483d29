/**
 * Where run queue latencies come from: the kernel tracer, or what {@code /proc} tells when that
 * cannot be had.
 */
package io.schedprobe.source;
