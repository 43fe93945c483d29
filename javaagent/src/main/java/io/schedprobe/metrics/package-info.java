/**
 * The meters, whatever server they go to: what is counted, how it is called, and that it only ever
 * grows. No I/O. Described in {@code docs/metrics.md}.
 */
package io.schedprobe.metrics;
