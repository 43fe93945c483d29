package io.schedprobe.doctor;

import io.schedprobe.proc.KernelVersion;
import io.schedprobe.proc.LockedMemory;
import java.util.List;

/** The checks of the process that is to run the tracer. */
final class ProcessChecks {
  private ProcessChecks() {}

  static void add(Facts facts, List<Finding> to) {
    to.add(capabilities(facts));
    to.add(userNamespace(facts));
    to.add(seccomp(facts));
    if (!facts.kernel().version().isAtLeast(LockedMemory.NOT_ASKED_SINCE)) {
      to.add(memlock(facts));
    }
    to.add(pidNamespace(facts));
    to.add(cgroup(facts));
  }

  private static Finding capabilities(Facts facts) {
    String check = "capabilities";
    ProcessFacts process = facts.process();
    KernelVersion kernel = facts.kernel().version();
    String found = "user " + process.user() + ", " + process.effective().words();
    if (process.effective().mayLoad(kernel)) {
      return Finding.ok(check, found);
    }
    String lacking = process.effective().lacking(kernel);
    String remedy =
        process.bounding().mayLoad(kernel)
            ? "give the JVM " + lacking + " (docs/permissions.md)"
            : "give the JVM "
                + lacking
                + ", which its bounding set rules out: in a container --cap-add, under systemd"
                + " CapabilityBoundingSet= (docs/permissions.md)";
    return Finding.missing(check, found, remedy);
  }

  private static Finding userNamespace(Facts facts) {
    String check = "user namespace";
    return switch (facts.process().initialUserNamespace()) {
      case YES -> Finding.ok(check, "the initial one");
      case UNKNOWN -> Finding.unknown(check, "not visible from here", JvmChecks.AS_ROOT);
      case NO ->
          facts.isProven()
              ? Finding.ok(check, "a nested one")
              : Finding.missing(
                  check,
                  "a nested one, whose capabilities do not count for bpf(2)",
                  "run the JVM in the initial user namespace: no rootless or userns-remapped"
                      + " container");
    };
  }

  private static Finding seccomp(Facts facts) {
    String check = "seccomp";
    return switch (facts.process().seccompMode()) {
      case -1 -> Finding.ok(check, "not in this kernel");
      case 0 -> Finding.ok(check, "no filter");
      default -> filtered(check, facts);
    };
  }

  private static Finding filtered(String check, Facts facts) {
    if (facts.isProven()) {
      return Finding.ok(check, "a filter that lets bpf(2) through");
    }
    String found = "a filter is in force, which may refuse bpf(2)";
    // Of this process the attempt tells; no attempt of ours tells of another's filter.
    return facts.process().self()
        ? Finding.warning(check, found, "allow bpf(2) in its profile")
        : Finding.unknown(
            check,
            found,
            "run the doctor where the JVM runs, in its container or unit; where it is refused,"
                + " allow bpf(2) in the profile");
  }

  private static Finding memlock(Facts facts) {
    String check = "locked memory";
    long limit = facts.process().memlockBytes();
    if (limit == Long.MAX_VALUE) {
      return Finding.ok(check, "unlimited");
    }
    String found = limit < 0 ? "limit unknown" : "limit " + (limit >> 10) + " kB";
    if (limit >= facts.process().memlockNeeded() || facts.isProven()) {
      return Finding.ok(check, found);
    }
    String remedy = "ulimit -l unlimited, or systemd LimitMEMLOCK=infinity";
    // A process that may raises the limit itself.
    return facts.process().self()
        ? Finding.warning(check, found, remedy)
        : Finding.unknown(check, found + ", which may be too low", remedy);
  }

  private static Finding pidNamespace(Facts facts) {
    int depth = facts.process().pidNamespaces();
    return Finding.ok(
        "pid namespace", depth == 1 ? "none to be seen but this one" : "nested, depth " + depth);
  }

  private static Finding cgroup(Facts facts) {
    String check = "cgroup";
    if (facts.cgroup() == null) {
      return Finding.warning(
          check, "none", "neighbors cannot be told from siblings without cgroups");
    }
    String layout =
        switch (facts.cgroup().layout()) {
          case V1 -> "v1";
          case V2 -> "v2";
          case HYBRID -> "hybrid, cpu controller on v1";
        };
    String found = layout + ", " + facts.cgroup().path();
    return facts.cgroup().path().equals("/")
        ? Finding.ok(check, found + " (the root, or that of a cgroup namespace)")
        : Finding.ok(check, found);
  }
}
