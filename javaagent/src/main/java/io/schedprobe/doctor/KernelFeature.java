package io.schedprobe.doctor;

import io.schedprobe.proc.KernelVersion;

/**
 * What the kernel programs are built on. Each shows by a name in the kernel's own type information,
 * so that a feature backported by a distribution counts.
 */
public enum KernelFeature {
  TRACEPOINTS("btf_trace_sched_switch", "typed tracepoints", 5, 5),
  RING_BUFFER("BPF_MAP_TYPE_RINGBUF", "BPF ring buffer", 5, 8),
  TEST_RUN("bpf_prog_test_run_raw_tp", "test run of raw tracepoints", 5, 10);

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
    return TEST_RUN.since();
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
