/**
 * The vocabulary: one JFR event class per thing the tracer reports. Needs {@code jdk.jfr} only.
 *
 * <p>Fields are public, filled by the emitter, and speak of themselves by annotation: label,
 * description, unit. Times are nanoseconds; -1 stands for "not known". The stalled thread is always
 * the field {@code thread}; JFR's own {@code eventThread} is the tracer's.
 */
package io.schedprobe.events;
