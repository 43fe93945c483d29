package io.schedprobe.doctor;

import io.schedprobe.proc.KernelVersion;
import io.schedprobe.proc.Lockdown;

/**
 * What was seen of the kernel.
 *
 * @param architecture as Java names it: "amd64"
 * @param unprivilegedBpfDisabled {@code kernel.unprivileged_bpf_disabled}: 0, 1 or 2; -1 when it
 *     could not be read
 * @param schedstat whether {@code /proc/<pid>/schedstat} is there
 */
public record KernelFacts(
    String release,
    String architecture,
    Btf btf,
    Lockdown lockdown,
    int unprivilegedBpfDisabled,
    boolean schedstat) {

  KernelVersion version() {
    return KernelVersion.of(release);
  }
}
