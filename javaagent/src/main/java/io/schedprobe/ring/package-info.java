/**
 * The consumer of a BPF ring buffer, straight over the mapped memory: no native call and no
 * allocation per record.
 *
 * <p>The protocol is the kernel's ({@code kernel/bpf/ringbuf.c}, {@code
 * Documentation/bpf/ringbuf.rst}).
 */
package io.schedprobe.ring;
