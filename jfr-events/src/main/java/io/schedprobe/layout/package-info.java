/**
 * The Java mirror of {@code bpf/src/schedprobe.h}: what the kernel side and the JVM side say to
 * each other.
 *
 * <p>One class a struct ({@code struct wait_record} is {@code WaitRecordLayout}), one constant a
 * field (its offset in bytes, named as the field in capitals) and {@code SIZE}; one class an enum,
 * with the header's own names. All numbers are in the machine's byte order.
 */
package io.schedprobe.layout;
