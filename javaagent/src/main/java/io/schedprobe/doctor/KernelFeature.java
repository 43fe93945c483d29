package io.schedprobe.doctor;

import io.schedprobe.proc.KernelVersion;

/**
 * What the kernel programs are built on. Each shows by a name in the kernel's own type information,
 * so that a feature backported by a distribution counts.
 */
public enum KernelFeature {
  TRACEPOINTS("btf_trace_sched_switch", "typed tracepoints", 5, 5),
  RING_BUFFER("BPF_MAP_TYPE_RINGBUF", "BPF ring buffer", 5, 8),
  // The map type came with 5.11 for LSM programs; tracing programs may use it from 5.13 on.
  TASK_STORAGE("BPF_MAP_TYPE_TASK_STORAGE", "task storage", 5, 13),
  SYSCALL_PROGRAMS("BPF_PROG_TYPE_SYSCALL", "syscall programs", 5, 14),
  LOOP("BPF_FUNC_loop", "bpf_loop", 5, 17);

  private final String btfName;
  private final String words;
  private final int major;
  private final int minor;

  KernelFeature(String btfName, String words, int major, int minor) {
    this.btfName = btfName;
    this.words = words;
    this.major = major;
    this.minor = minor;
  }

  /** The first kernel release line that has all of them. */
  public static KernelVersion allSince() {
    return LOOP.since();
  }

  String btfName() {
    return btfName;
  }

  String words() {
    return words;
  }

  KernelVersion since() {
    return new KernelVersion(major, minor);
  }
}
