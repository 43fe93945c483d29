package io.schedprobe.doctor;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.proc.CpuCgroup;
import io.schedprobe.proc.Lockdown;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Kinds of hosts, and what each of them lacks. */
class HostsDiagnosisTest {
  private interface Change {
    void apply(Hosts host);
  }

  private static Arguments row(String name, Hosts host, Change change, String... missing) {
    change.apply(host);
    return Arguments.of(name, host, Set.of(missing));
  }

  /** A host's name, its facts, and exactly the checks that say "missing". */
  static Stream<Arguments> hosts() {
    return Stream.of(
        row("root", Hosts.root(), host -> {}),
        row("ordinary user", Hosts.ordinaryUser(), host -> {}, "capabilities", "kernel programs"),
        row(
            "container without BTF",
            Hosts.root().refused(),
            host -> host.btf = Btf.without(Btf.State.ABSENT),
            "kernel types (BTF)",
            "kernel programs"),
        row(
            "CAP_BPF alone",
            Hosts.ordinaryUser(),
            host -> host.effective = Hosts.BPF,
            "capabilities",
            "kernel programs"),
        row(
            "CAP_BPF and CAP_PERFMON",
            Hosts.ordinaryUser(),
            host -> {
              host.effective = Hosts.BPF | Hosts.PERFMON;
              host.attempt = Attempt.succeeded();
            }),
        row("CAP_SYS_ADMIN alone", Hosts.root(), host -> host.effective = Hosts.SYS_ADMIN),
        row(
            "lockdown for confidentiality",
            Hosts.root().refused(),
            host -> host.lockdown = Lockdown.CONFIDENTIALITY,
            "lockdown",
            "kernel programs"),
        row("lockdown for integrity", Hosts.root(), host -> host.lockdown = Lockdown.INTEGRITY),
        row(
            "rootless container",
            Hosts.root().refused(),
            host -> host.initialUserNamespace = Presence.NO,
            "user namespace",
            "kernel programs"),
        row(
            "seccomp filter refuses",
            Hosts.root().refused(),
            host -> host.seccomp = 2,
            "kernel programs"),
        row(
            "Linux 4.19",
            Hosts.root().refused(),
            host -> {
              host.release = "4.19.0-27-amd64";
              host.btf = Btf.without(Btf.State.ABSENT);
            },
            "kernel",
            "kernel types (BTF)",
            "kernel features",
            "kernel programs"),
        row(
            "Linux 5.4",
            Hosts.root().refused(),
            host -> {
              host.release = "5.4.0-200-generic";
              host.btf = Hosts.btf(EnumSet.noneOf(KernelFeature.class));
            },
            "kernel",
            "kernel features",
            "kernel programs"),
        row(
            "Linux 5.9",
            Hosts.root().refused(),
            host -> {
              host.release = "5.9.0-5-amd64";
              host.btf =
                  Hosts.btf(EnumSet.of(KernelFeature.TRACEPOINTS, KernelFeature.RING_BUFFER));
            },
            "kernel",
            "kernel features",
            "kernel programs"),
        row(
            "Linux 5.15 on arm64, whatever its type information has",
            Hosts.root().refused(),
            host -> {
              host.release = "5.15.0-1050-aws";
              host.architecture = "aarch64";
            },
            "kernel",
            "kernel programs"),
        row(
            "everything backported to 5.14",
            Hosts.root(),
            host -> host.release = "5.14.0-503.el9.x86_64"),
        row(
            "hybrid cgroups",
            Hosts.root(),
            host ->
                host.cgroup =
                    new CpuCgroup(
                        CpuCgroup.Layout.HYBRID,
                        "/",
                        Path.of("/sys/fs/cgroup/cpu"),
                        Path.of("/sys/fs/cgroup/cpu"))),
        row(
            "arm64",
            Hosts.root(),
            host -> {
              host.release = "6.12.0-18-arm64";
              host.architecture = "aarch64";
            }),
        row(
            "arm64, and a jar built without its parts",
            Hosts.root().refused(),
            host -> {
              host.architecture = "aarch64";
              host.libbpf = new LibbpfFacts(false, "", List.of("/tmp"), List.of());
            },
            "kernel",
            "libbpf",
            "kernel programs"),
        row(
            "riscv64",
            Hosts.root().refused(),
            host -> {
              host.architecture = "riscv64";
              host.libbpf = new LibbpfFacts(false, "", List.of("/tmp"), List.of());
            },
            "kernel",
            "libbpf",
            "kernel programs"),
        row(
            "nowhere to load a library from",
            Hosts.root().refused(),
            host -> host.libbpf = new LibbpfFacts(true, "", List.of(), List.of("/tmp", "/dev/shm")),
            "libbpf",
            "kernel programs"),
        row(
            "system libbpf",
            Hosts.root(),
            host ->
                host.libbpf =
                    new LibbpfFacts(false, "/usr/lib64/libbpf.so.1", List.of(), List.of())),
        row(
            "run-time image without flight recorder",
            Hosts.root(),
            host -> host.jvm = new JvmFacts(Presence.YES, "/opt/jre", "21", "", Presence.NO, "gnu"),
            "flight recorder"),
        row("another JVM as root", Hosts.otherJvm(), host -> {}),
        row(
            "another JVM of an ordinary user",
            Hosts.otherJvm(),
            host -> {
              host.user = 1000;
              host.effective = 0;
            },
            "capabilities"),
        row(
            "another JVM on JDK 8",
            Hosts.otherJvm(),
            host ->
                host.jvm =
                    new JvmFacts(Presence.YES, "/jdk8", "1.8.0_402", "", Presence.UNKNOWN, ""),
            "JDK"),
        row(
            "another process that is no JVM",
            Hosts.otherJvm(),
            host -> host.jvm = JvmFacts.none(Presence.NO),
            "JDK"),
        row(
            "another JVM on musl",
            Hosts.otherJvm(),
            host -> host.jvm = new JvmFacts(Presence.YES, "/j", "21.0.1", "", Presence.YES, "musl"),
            "libbpf"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hosts")
  void namesExactlyWhatIsMissing(String name, Hosts host, Set<String> missing) {
    Diagnosis diagnosis = host.diagnosis();
    Set<String> found = new TreeSet<>();
    diagnosis.findings().stream()
        .filter(finding -> finding.status() == Status.MISSING)
        .forEach(finding -> found.add(finding.check()));
    assertAll(
        () -> assertEquals(new TreeSet<>(missing), found),
        () -> assertEquals(missing.isEmpty(), diagnosis.fullTracer()),
        () -> assertEquals(missing.isEmpty(), diagnosis.verdict().startsWith("full tracer")),
        () ->
            assertTrue(
                diagnosis.findings().stream()
                    .filter(finding -> finding.status() == Status.MISSING)
                    .noneMatch(finding -> finding.remedy().isEmpty()),
                "each says what to do"),
        () ->
            assertTrue(
                missing.stream().allMatch(diagnosis.verdict()::contains), diagnosis::verdict));
  }
}
