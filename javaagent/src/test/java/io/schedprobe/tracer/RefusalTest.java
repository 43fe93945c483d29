package io.schedprobe.tracer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.libbpf.BpfException;
import io.schedprobe.libbpf.Errno;
import io.schedprobe.platform.Platform;
import io.schedprobe.proc.Lockdown;
import io.schedprobe.source.SourceUnavailableException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalTest {
  private static final long ALL = (1L << 41) - 1;
  private static final KernelFacts FINE =
      new KernelFacts("6.1.0-18-amd64", true, ALL, false, Lockdown.NONE, true, Long.MAX_VALUE, 2);

  private static KernelFacts with(long capabilities, boolean seccomp, Lockdown lockdown) {
    return new KernelFacts(
        "6.1.0-18-amd64", true, capabilities, seccomp, lockdown, true, Long.MAX_VALUE, 2);
  }

  private static String reason(int errno, KernelFacts facts, String... log) {
    SourceUnavailableException refusal =
        Refusal.explain(new BpfException("loading the BPF object", errno, List.of(log)), facts);
    assertTrue(refusal.remedy().length() > 10);
    assertTrue(refusal.reason().lines().count() == 1);
    return refusal.reason();
  }

  @Test
  void missingCapabilitiesAreNamed() {
    assertEquals(
        "the process lacks CAP_BPF and CAP_PERFMON",
        reason(Errno.EPERM, with(0, true, Lockdown.NONE)));
    assertEquals(
        "the process lacks CAP_PERFMON",
        reason(Errno.EACCES, with(1L << Refusal.CAP_BPF, false, Lockdown.NONE)));
  }

  @Test
  void adminNeedsNoOtherCapability() {
    assertTrue(
        reason(Errno.EPERM, with(1L << Refusal.CAP_SYS_ADMIN, true, Lockdown.NONE))
            .contains("seccomp"));
  }

  @Test
  void lockdownComesBeforeSeccomp() {
    assertTrue(reason(Errno.EPERM, with(ALL, true, Lockdown.CONFIDENTIALITY)).contains("lockdown"));
    assertTrue(reason(Errno.EPERM, with(ALL, true, Lockdown.INTEGRITY)).contains("seccomp"));
  }

  private static KernelFacts limited(String release, long lockedMemoryBytes) {
    return new KernelFacts(release, true, ALL, true, Lockdown.NONE, true, lockedMemoryBytes, 2);
  }

  @Test
  void tooLittleLockedMemoryIsNamedFirstWhereItIsAsked() {
    assertEquals(
        "the limit of locked memory is 65536 bytes, and before 5.11 it holds for BPF's maps too",
        reason(Errno.EPERM, limited("5.10.0-46-amd64", 65_536)));
    assertTrue(reason(Errno.EPERM, limited("5.10.0-46-amd64", 0)).contains("is 0 bytes"));
    assertTrue(reason(Errno.EPERM, limited("5.10.0-46-amd64", 8 << 20)).contains("seccomp"));
    assertTrue(reason(Errno.EPERM, limited("5.10.0-46-amd64", -1)).contains("seccomp"));
    assertTrue(reason(Errno.EPERM, limited("5.11.0", 65_536)).contains("seccomp"));
  }

  /** Whatever capabilities are or are not there: more of them would not help. */
  @Test
  void userNamespaceIsNamedBeforeAnyCapability() {
    for (long capabilities : new long[] {ALL, 0}) {
      KernelFacts facts =
          new KernelFacts(
              "6.1.0", true, capabilities, true, Lockdown.NONE, false, Long.MAX_VALUE, 2);
      SourceUnavailableException refusal =
          Refusal.explain(new BpfException("loading", Errno.EPERM, List.of()), facts);
      assertTrue(refusal.reason().contains("user namespace"), refusal.reason());
      assertTrue(refusal.remedy().contains("--userns=host"), refusal.remedy());
    }
  }

  @Test
  void oldKernelIsNamedWithItsVersion() {
    KernelFacts facts =
        new KernelFacts("5.9.0-5-amd64", true, ALL, false, Lockdown.NONE, true, Long.MAX_VALUE, 2);
    assertEquals("kernel 5.9.0-5-amd64 is too old", reason(Errno.EINVAL, facts));
  }

  @Test
  void theOldestKernelIsThatOfThePlatform() {
    KernelFacts facts =
        new KernelFacts(
            "5.15.0-91-generic", true, ALL, false, Lockdown.NONE, true, Long.MAX_VALUE, 2);
    BpfException failure = new BpfException("loading", Errno.EINVAL, List.of());
    assertEquals(
        "use kernel 5.18 or later",
        Refusal.explain(failure, facts, Platform.LINUX_AARCH64).remedy());
    assertFalse(
        Refusal.explain(failure, facts, Platform.LINUX_X86_64).reason().contains("too old"));
  }

  @Test
  void missingTypeInformationIsNamed() {
    KernelFacts facts =
        new KernelFacts("6.1.0", false, ALL, false, Lockdown.NONE, true, Long.MAX_VALUE, 2);
    assertTrue(reason(Errno.ESRCH, facts).contains("/sys/kernel/btf/vmlinux"));
  }

  @Test
  void verifiersComplaintIsQuoted() {
    assertEquals(
        "the verifier of kernel 6.1.0-18-amd64 refused the programs: R1 invalid mem access",
        reason(
            Errno.EACCES,
            FINE,
            "prog 'on_switch': BPF program load failed: Permission denied",
            "prog 'on_switch': -- BEGIN PROG LOAD LOG --",
            "0: (bf) r6 = r1",
            "R1 invalid mem access",
            "processed 12 insns (limit 1000000) max_states_per_insn 0",
            "-- END PROG LOAD LOG --",
            "failed to load object 'schedprobe'"));
  }

  @Test
  void unknownFailureKeepsWhatLibbpfSaidLast() {
    assertEquals(
        "loading the BPF object: EINVAL (libbpf: map 'x': wrong)",
        reason(Errno.EINVAL, FINE, "libbpf: map 'x': wrong"));
  }

  @Test
  void memoryAndDescriptorsAreNamed() {
    assertTrue(reason(Errno.ENOMEM, FINE).contains("memory"));
    assertTrue(reason(Errno.EMFILE, FINE).contains("descriptors"));
    assertTrue(reason(Errno.ENOSYS, FINE).contains("system call"));
  }
}
