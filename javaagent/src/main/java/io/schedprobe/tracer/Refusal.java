package io.schedprobe.tracer;

import io.schedprobe.libbpf.BpfException;
import io.schedprobe.libbpf.Errno;
import io.schedprobe.platform.Platform;
import io.schedprobe.proc.KernelVersion;
import io.schedprobe.proc.Lockdown;
import io.schedprobe.proc.LockedMemory;
import io.schedprobe.source.SourceUnavailableException;
import java.util.ArrayList;
import java.util.List;

/** Why the kernel would not have the tracer, in words for a user. */
final class Refusal {
  // capability.h
  static final int CAP_SYS_ADMIN = 21;
  static final int CAP_PERFMON = 38;
  static final int CAP_BPF = 39;

  private Refusal() {}

  static SourceUnavailableException explain(BpfException failure, KernelFacts facts) {
    return explain(failure, facts, Platform.current().orElse(Platform.LINUX_X86_64));
  }

  static SourceUnavailableException explain(
      BpfException failure, KernelFacts facts, Platform platform) {
    KernelVersion oldest = new KernelVersion(5, platform.oldestKernel5());
    if (failure.errno() == Errno.EPERM || failure.errno() == Errno.EACCES) {
      // Comes first: whatever capabilities it has or is given there, they are of no use.
      if (!facts.initialUserNamespace()) {
        return unavailable(
            "the process is in a user namespace of its own, where no capability counts for BPF, not"
                + " even root's",
            "run it in the host's user namespace (docker: --userns=host, not rootless; pod:"
                + " hostUsers: true; systemd: PrivateUsers=no)",
            failure);
      }
      List<String> missing = missingCapabilities(facts);
      if (!missing.isEmpty()) {
        return unavailable(
            "the process lacks " + String.join(" and ", missing),
            "grant them: AmbientCapabilities= in a systemd unit, setpriv --ambient-caps elsewhere; to"
                + " root in a container, securityContext.capabilities.add in a pod, --cap-add in"
                + " docker; or run as root (docs/permissions.md)",
            failure);
      }
    }
    if (!facts.isAtLeast(oldest)) {
      return unavailable(
          "kernel " + facts.release() + " is too old",
          "use kernel " + oldest + " or later",
          failure);
    }
    if (!facts.btf()) {
      return unavailable(
          "the kernel's type information /sys/kernel/btf/vmlinux is not there or not readable",
          "use a kernel built with CONFIG_DEBUG_INFO_BTF; in a container, let it see"
              + " /sys/kernel/btf",
          failure);
    }
    String verdict = verdict(failure.log());
    if (verdict != null) {
      return unavailable(
          "the verifier of kernel " + facts.release() + " refused the programs: " + verdict,
          "report it with this line and the kernel's exact version",
          failure);
    }
    return switch (failure.errno()) {
      case Errno.EPERM, Errno.EACCES -> denied(failure, facts);
      case Errno.ENOSYS ->
          unavailable(
              "this kernel or sandbox has no bpf system call",
              "use a kernel built with CONFIG_BPF_SYSCALL, and no sandbox that emulates the kernel",
              failure);
      case Errno.ENOMEM ->
          unavailable(
              "the kernel has no memory for the BPF maps",
              "raise the cgroup's memory limit by "
                  + mebibytes(LockedMemory.needed(facts.possibleCpus()))
                  + " MiB or make the ring smaller",
              failure);
      case Errno.EMFILE ->
          unavailable(
              "the process has no file descriptors left", "raise its limit (ulimit -n)", failure);
      default ->
          unavailable(
              failure.getMessage() + lastOf(failure.log()),
              "report it with the kernel's exact version, " + facts.release(),
              failure);
    };
  }

  /** Rounded up. */
  private static long mebibytes(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }

  static SourceUnavailableException noLibrary(LinkageError failure) {
    return unavailable(
        "there is no place to load the native libraries from ("
            + (failure instanceof UnsatisfiedLinkError ? failure.getMessage() : failure)
            + ")",
        "set -Dschedprobe.jna.tmpdir= to a directory that the service may write to and that is not"
            + " mounted noexec (docker: --tmpfs /tmp:exec; pod: an emptyDir), or use JDK 22 or"
            + " later, which needs none",
        failure);
  }

  static SourceUnavailableException notBundled(Platform platform) {
    return unavailable(
        "this schedprobe.jar was built without kernel programs for " + platform.directory(),
        "use one built with them",
        null);
  }

  static SourceUnavailableException wrongPlatform(String architecture) {
    return unavailable(
        "there are no kernel programs for " + architecture,
        "run a 64-bit JVM on Linux on " + Platform.allInWords(),
        null);
  }

  private static SourceUnavailableException denied(BpfException failure, KernelFacts facts) {
    if (!facts.isAtLeast(LockedMemory.NOT_ASKED_SINCE)
        && facts.lockedMemoryBytes() >= 0
        && facts.lockedMemoryBytes() < LockedMemory.needed(facts.possibleCpus())) {
      return unavailable(
          "the limit of locked memory is "
              + facts.lockedMemoryBytes()
              + " bytes, and before 5.11 it holds for BPF's maps too",
          "raise it to 8 MiB or more (LimitMEMLOCK= in a systemd unit, --ulimit memlock=-1 in docker,"
              + " ulimit -l unlimited), or use kernel 5.11 or later",
          failure);
    }
    if (facts.lockdown() == Lockdown.CONFIDENTIALITY) {
      return unavailable(
          "kernel lockdown is at \"confidentiality\", which forbids reading kernel memory",
          "boot with lockdown=integrity or lockdown=none",
          failure);
    }
    if (facts.seccomp()) {
      return unavailable(
          "a seccomp filter denies the bpf system call",
          "allow bpf and perf_event_open in the container's seccomp profile (docker:"
              + " --security-opt seccomp=unconfined)",
          failure);
    }
    return unavailable(
        failure.getMessage() + " in spite of all capabilities" + lastOf(failure.log()),
        "look for a security module that forbids BPF (dmesg, audit log), and on kernels before 5.11"
            + " raise the limit of locked memory further (ulimit -l unlimited)",
        failure);
  }

  private static List<String> missingCapabilities(KernelFacts facts) {
    List<String> missing = new ArrayList<>();
    if (facts.capabilities() != -1 && !facts.has(CAP_SYS_ADMIN)) {
      if (!facts.has(CAP_BPF)) {
        missing.add("CAP_BPF");
      }
      if (!facts.has(CAP_PERFMON)) {
        missing.add("CAP_PERFMON");
      }
    }
    return missing;
  }

  /** The verifier's complaint: the last line of its log that is not its statistics. */
  static String verdict(List<String> log) {
    int end = -1;
    for (int i = 0; i < log.size(); i++) {
      if (log.get(i).contains("END PROG LOAD LOG")) {
        end = i;
      }
    }
    for (int i = end - 1; i >= 0; i--) {
      String line = log.get(i);
      if (!line.startsWith("processed ") && !line.startsWith("verification time")) {
        return line;
      }
    }
    return null;
  }

  private static String lastOf(List<String> log) {
    return log.isEmpty() ? "" : " (" + log.get(log.size() - 1) + ")";
  }

  private static SourceUnavailableException unavailable(
      String reason, String remedy, Throwable cause) {
    return new SourceUnavailableException(reason, remedy, cause);
  }
}
