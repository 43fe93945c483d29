package io.schedprobe.options;

/** Which source of run queue latencies the user wants. */
public enum SourceChoice {
  /** The best that can be had: eBPF, else {@code /proc}. */
  AUTO,
  /** eBPF or nothing. */
  EBPF,
  /** {@code /proc} even where eBPF would work. */
  PROC
}
