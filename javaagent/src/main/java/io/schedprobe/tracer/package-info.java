/**
 * The source of run queue latencies that asks the kernel: loads its programs, maps their memory,
 * reads what they tally. {@link io.schedprobe.tracer.KernelSource} is the way in.
 */
package io.schedprobe.tracer;
