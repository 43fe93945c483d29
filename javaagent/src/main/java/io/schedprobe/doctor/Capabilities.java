package io.schedprobe.doctor;

import io.schedprobe.proc.KernelVersion;

/**
 * A set of capabilities as {@code /proc/<pid>/status} prints it. The numbers are those of {@code
 * linux/capability.h}.
 */
public record Capabilities(long bits) {
  private static final int SYS_ADMIN = 21;
  private static final int PERFMON = 38;
  private static final int BPF = 39;

  /** CAP_SYS_ADMIN stands for the two that were split from it in 5.8 (capabilities(7)). */
  boolean mayLoad(KernelVersion kernel) {
    return has(SYS_ADMIN) || (hasOwnCapabilities(kernel) && has(BPF) && has(PERFMON));
  }

  static boolean hasOwnCapabilities(KernelVersion kernel) {
    return kernel.isAtLeast(new KernelVersion(5, 8));
  }

  /** Those of them that matter here, by name. */
  String words() {
    StringBuilder words = new StringBuilder();
    append(words, BPF, "CAP_BPF");
    append(words, PERFMON, "CAP_PERFMON");
    append(words, SYS_ADMIN, "CAP_SYS_ADMIN");
    return words.length() == 0 ? "none of CAP_BPF, CAP_PERFMON, CAP_SYS_ADMIN" : words.toString();
  }

  /** What lacks, by name. */
  String lacking(KernelVersion kernel) {
    if (!hasOwnCapabilities(kernel)) {
      return "CAP_SYS_ADMIN";
    }
    StringBuilder words = new StringBuilder();
    if (!has(BPF)) {
      append(words, "CAP_BPF");
    }
    if (!has(PERFMON)) {
      append(words, "CAP_PERFMON");
    }
    return words.toString();
  }

  private boolean has(int capability) {
    return (bits >>> capability & 1) != 0;
  }

  private void append(StringBuilder words, int capability, String name) {
    if (has(capability)) {
      append(words, name);
    }
  }

  private static void append(StringBuilder words, String name) {
    words.append(words.length() == 0 ? "" : " + ").append(name);
  }
}
