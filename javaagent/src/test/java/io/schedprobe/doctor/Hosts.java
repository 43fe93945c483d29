package io.schedprobe.doctor;

import io.schedprobe.proc.CpuCgroup;
import io.schedprobe.proc.Lockdown;
import io.schedprobe.proc.LockedMemory;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Facts as some typical hosts show them, for tests. A host is changed field by field. */
final class Hosts {
  static final long ALL = 0x1ffffffffffL;
  static final long BPF = 1L << 39;
  static final long PERFMON = 1L << 38;
  static final long SYS_ADMIN = 1L << 21;
  static final String EPERM = "the kernel refused the programs: EPERM";

  String release = "6.1.0-39-amd64";
  String architecture = "amd64";
  Btf btf = btf(EnumSet.allOf(KernelFeature.class));
  Lockdown lockdown = Lockdown.NONE;
  int unprivileged = 2;
  boolean schedstat = true;
  boolean self = true;
  long user;
  long effective = ALL;
  long bounding = ALL;
  Presence initialUserNamespace = Presence.YES;
  int pidNamespaces = 1;
  int seccomp;
  long memlock = 64 << 10;
  JvmFacts jvm = new JvmFacts(Presence.YES, "/opt/jdk", "17.0.15", "Debian", Presence.YES, "gnu");
  CpuCgroup cgroup =
      new CpuCgroup(
          CpuCgroup.Layout.V2, "/app", Path.of("/sys/fs/cgroup/app"), Path.of("/sys/fs/cgroup"));
  LibbpfFacts libbpf = new LibbpfFacts(true, "", List.of("/tmp"), List.of());
  AttachFacts attach;
  Attempt attempt = Attempt.succeeded();

  static Hosts root() {
    return new Hosts();
  }

  static Hosts ordinaryUser() {
    Hosts host = new Hosts();
    host.user = 1000;
    host.effective = 0;
    host.attempt = Attempt.failed(EPERM, "give it CAP_BPF");
    return host;
  }

  /** Another JVM, seen by root. */
  static Hosts otherJvm() {
    Hosts host = new Hosts();
    host.self = false;
    host.attach = new AttachFacts(true, true, false);
    return host;
  }

  static Btf btf(Set<KernelFeature> features) {
    return new Btf(Btf.State.PRESENT, features);
  }

  Hosts refused() {
    attempt = Attempt.failed(EPERM, "see above");
    return this;
  }

  Diagnosis diagnosis() {
    return Diagnosis.of(
        new Facts(
            new KernelFacts(release, architecture, btf, lockdown, unprivileged, schedstat),
            new ProcessFacts(
                4711,
                self,
                user,
                new Capabilities(effective),
                new Capabilities(bounding),
                initialUserNamespace,
                pidNamespaces,
                seccomp,
                memlock,
                LockedMemory.needed(2)),
            jvm,
            cgroup,
            libbpf,
            attach,
            attempt));
  }
}
