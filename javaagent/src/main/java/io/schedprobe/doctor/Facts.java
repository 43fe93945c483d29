package io.schedprobe.doctor;

import io.schedprobe.proc.CpuCgroup;

/**
 * Everything the doctor has seen.
 *
 * @param cgroup null when the process has none
 * @param attach null for this very process
 */
public record Facts(
    KernelFacts kernel,
    ProcessFacts process,
    JvmFacts jvm,
    CpuCgroup cgroup,
    LibbpfFacts libbpf,
    AttachFacts attach,
    Attempt attempt) {

  /** True when the programs have run in the very process in question, which outweighs any hint. */
  boolean isProven() {
    return process.self() && attempt.isSuccess();
  }
}
