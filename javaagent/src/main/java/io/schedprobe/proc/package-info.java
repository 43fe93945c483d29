/**
 * What {@code /proc} and the cgroup file systems tell without any privilege: run delay per thread,
 * and where the {@code cpu} controller of a process lives.
 *
 * <p>Parsers are pure; {@link io.schedprobe.proc.ProcSource} is the fallback of the kernel tracer.
 */
package io.schedprobe.proc;
