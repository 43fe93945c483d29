package io.schedprobe.doctor;

import io.schedprobe.platform.Platform;
import io.schedprobe.proc.KernelVersion;
import io.schedprobe.proc.Lockdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The checks of the kernel. */
final class KernelChecks {
  private static final String BTF = "/sys/kernel/btf/vmlinux";

  private KernelChecks() {}

  static void add(Facts facts, List<Finding> to) {
    to.add(release(facts));
    to.add(btf(facts));
    to.add(features(facts));
    to.add(lockdown(facts));
    to.add(unprivileged(facts.kernel()));
    to.add(schedstat(facts));
  }

  private static Finding release(Facts facts) {
    KernelFacts kernel = facts.kernel();
    String found = kernel.release() + " " + kernel.architecture();
    Optional<Platform> platform = Platform.of("Linux", kernel.architecture());
    if (!facts.isProven() && platform.isEmpty()) {
      return Finding.missing(
          "kernel",
          found,
          "run on " + Platform.allInWords() + ": the kernel programs are built for these");
    }
    if (!facts.isProven() && !facts.libbpf().bundled()) {
      return Finding.missing(
          "kernel",
          found,
          "use a schedprobe.jar with kernel programs for "
              + platform.get().directory()
              + ": this one was built without them");
    }
    KernelVersion oldest = new KernelVersion(5, platform.map(Platform::oldestKernel5).orElse(0));
    if (kernel.version().isAtLeast(oldest) || facts.isProven()) {
      return Finding.ok("kernel", found);
    }
    // What arm64 lacks does not show in the type information.
    if (platform.get() == Platform.LINUX_X86_64
        && kernel.btf().features().size() == KernelFeature.values().length) {
      return Finding.ok("kernel", found + ", with what is needed backported");
    }
    return Finding.missing("kernel", found, "run on Linux " + oldest + " or later");
  }

  private static Finding btf(Facts facts) {
    String remedy =
        "use a kernel built with CONFIG_DEBUG_INFO_BTF=y; in a container, do not hide /sys/kernel/btf";
    String found =
        switch (facts.kernel().btf().state()) {
          case PRESENT -> BTF;
          case ABSENT -> "no " + BTF;
          case UNREADABLE -> BTF + " cannot be read";
          case BROKEN -> BTF + " is not BTF";
        };
    if (facts.kernel().btf().state() == Btf.State.PRESENT) {
      return Finding.ok("kernel types (BTF)", found);
    }
    // libbpf also looks for a vmlinux file in /boot and /lib/modules.
    return facts.isProven()
        ? Finding.ok("kernel types (BTF)", found + ", taken from a vmlinux file")
        : Finding.missing("kernel types (BTF)", found, remedy);
  }

  private static Finding features(Facts facts) {
    String check = "kernel features";
    KernelFacts kernel = facts.kernel();
    boolean seen = kernel.btf().state() == Btf.State.PRESENT;
    List<String> there = new ArrayList<>();
    List<String> lacking = new ArrayList<>();
    for (KernelFeature feature : KernelFeature.values()) {
      boolean has =
          seen
              ? kernel.btf().features().contains(feature)
              : kernel.version().isAtLeast(feature.since());
      (has ? there : lacking)
          .add(has ? feature.words() : feature.words() + " (" + feature.since() + ")");
    }
    String source = seen ? "" : " (judged by the version alone)";
    if (lacking.isEmpty()) {
      return Finding.ok(check, String.join(", ", there) + source);
    }
    String found = "lacking: " + String.join(", ", lacking) + source;
    return facts.isProven()
        ? Finding.warning(check, found, "")
        : Finding.missing(check, found, "run on Linux " + KernelFeature.allSince() + " or later");
  }

  private static Finding lockdown(Facts facts) {
    String check = "lockdown";
    Lockdown lockdown = facts.kernel().lockdown();
    String level = lockdown.name().toLowerCase(Locale.ROOT);
    return switch (lockdown) {
      case NONE, INTEGRITY -> Finding.ok(check, level);
      case CONFIDENTIALITY ->
          facts.isProven()
              ? Finding.ok(check, level)
              : Finding.missing(
                  check,
                  level + ": programs may not read kernel memory",
                  "boot with lockdown=integrity, or without lockdown=");
      case UNKNOWN -> {
        String found = "no /sys/kernel/security/lockdown here";
        yield facts.attempt().isSuccess()
            ? Finding.ok(check, found)
            : Finding.warning(
                check, found, "as root: mount -t securityfs securityfs /sys/kernel/security");
      }
    };
  }

  /** Of no consequence for tracing programs, which always ask for capabilities; often asked for. */
  private static Finding unprivileged(KernelFacts kernel) {
    String check = "unprivileged bpf";
    return switch (kernel.unprivilegedBpfDisabled()) {
      case -1 -> Finding.ok(check, "kernel.unprivileged_bpf_disabled is not set or not visible");
      case 0 -> Finding.ok(check, "allowed, though not for tracing programs");
      default ->
          Finding.ok(
              check,
              "kernel.unprivileged_bpf_disabled="
                  + kernel.unprivilegedBpfDisabled()
                  + ": for CAP_BPF alone");
    };
  }

  private static Finding schedstat(Facts facts) {
    return facts.kernel().schedstat()
        ? Finding.ok("fallback", "/proc/<pid>/schedstat")
        : Finding.warning(
            "fallback", "no /proc/<pid>/schedstat", "use a kernel built with CONFIG_SCHED_INFO=y");
  }
}
