package io.schedprobe.doctor;

import java.util.List;

/** The checks of the JVM and of what it has to load. */
final class JvmChecks {
  static final int OLDEST_JAVA = 17;

  /** Root of a container may lack either. */
  static final String AS_ROOT =
      "run the doctor as root, with CAP_SYS_PTRACE and in the initial user namespace";

  private JvmChecks() {}

  static void add(Facts facts, List<Finding> to) {
    to.add(jdk(facts));
    to.add(flightRecorder(facts.jvm()));
    to.add(libbpf(facts));
    if (facts.attach() != null) {
      to.add(attach(facts));
    }
  }

  private static Finding jdk(Facts facts) {
    JvmFacts jvm = facts.jvm();
    if (jvm.isJvm() == Presence.NO) {
      return Finding.missing(
          "JDK",
          "process " + facts.process().pid() + " is no HotSpot JVM",
          "give the pid of a running JVM");
    }
    if (jvm.feature() < 0) {
      String where = jvm.home().isEmpty() ? "" : ", in " + jvm.home();
      return Finding.unknown("JDK", "not visible from here" + where, AS_ROOT);
    }
    String found = jvm.version() + (jvm.vendor().isEmpty() ? "" : " " + jvm.vendor());
    return jvm.feature() >= OLDEST_JAVA
        ? Finding.ok("JDK", found)
        : Finding.missing("JDK", found, "run on JDK " + OLDEST_JAVA + " or later");
  }

  private static Finding flightRecorder(JvmFacts jvm) {
    String check = "flight recorder";
    return switch (jvm.flightRecorder()) {
      case YES -> Finding.ok(check, "module jdk.jfr");
      case NO -> Finding.missing(check, "no module jdk.jfr", "add jdk.jfr to the run-time image");
      case UNKNOWN -> Finding.unknown(check, "not visible from here", AS_ROOT);
    };
  }

  private static Finding libbpf(Facts facts) {
    String check = "libbpf";
    LibbpfFacts libbpf = facts.libbpf();
    if (facts.attach() != null && !facts.attach().rootReadable()) {
      return Finding.unknown(check, "not visible from here", AS_ROOT);
    }
    boolean loadable = libbpf.bundled() && !facts.jvm().libc().equals("musl");
    String system = libbpf.system().isEmpty() ? "no system one" : "system " + libbpf.system();
    String bundled = libbpf.bundled() ? "bundled" : "not bundled for this architecture";
    if (libbpf.bundled() && !loadable) {
      bundled = "bundled for glibc, the JVM uses musl";
    }
    String noexec =
        libbpf.noexec().isEmpty() ? "" : "; noexec: " + String.join(" ", libbpf.noexec());
    String found = bundled + ", " + system + noexec;
    if (facts.isProven() || (loadable && !libbpf.executable().isEmpty())) {
      return Finding.ok(check, found);
    }
    if (loadable) {
      return Finding.missing(
          check,
          found,
          "set -Dschedprobe.jna.tmpdir= to a directory that may be written to and is not mounted"
              + " noexec, or use JDK 22 or later");
    }
    return libbpf.system().isEmpty()
        ? Finding.missing(check, found, "install the system's libbpf 1.x")
        : Finding.ok(check, found);
  }

  private static Finding attach(Facts facts) {
    String check = "attach";
    AttachFacts attach = facts.attach();
    String start = "or start the JVM with -javaagent:schedprobe.jar";
    if (attach.disabled()) {
      return Finding.warning(
          check, "the JVM was started with -XX:+DisableAttachMechanism", start.substring(3));
    }
    if (!attach.sameUserOrRoot()) {
      return Finding.warning(
          check,
          "the JVM belongs to another user",
          "run attach as user " + facts.process().user() + " or root, " + start);
    }
    if (!attach.rootReadable()) {
      return Finding.warning(
          check,
          "its root directory cannot be seen from here",
          "run attach as root with CAP_SYS_PTRACE, " + start);
    }
    return Finding.ok(check, "possible from this user");
  }
}
