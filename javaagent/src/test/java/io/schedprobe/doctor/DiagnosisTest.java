package io.schedprobe.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.proc.Lockdown;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  private static Finding finding(Hosts host, String check) {
    return host.diagnosis().findings().stream()
        .filter(finding -> finding.check().equals(check))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void namesTheCapabilityThatLacks() {
    Hosts host = Hosts.ordinaryUser();
    host.effective = Hosts.BPF;
    Finding finding = finding(host, "capabilities");
    assertEquals("user 1000, CAP_BPF", finding.found());
    assertTrue(finding.remedy().startsWith("give the JVM CAP_PERFMON"), finding.remedy());
    host.effective = Hosts.PERFMON;
    assertTrue(finding(host, "capabilities").remedy().startsWith("give the JVM CAP_BPF ("));
    host.effective = 0;
    assertTrue(finding(host, "capabilities").remedy().contains("CAP_BPF + CAP_PERFMON"));
  }

  @Test
  void asksForCapSysAdminBeforeTheOthersExisted() {
    Hosts host = Hosts.ordinaryUser();
    host.release = "5.4.0";
    host.effective = Hosts.BPF | Hosts.PERFMON;
    assertTrue(finding(host, "capabilities").remedy().contains("CAP_SYS_ADMIN"));
  }

  @Test
  void saysWhenTheBoundingSetRulesACapabilityOut() {
    Hosts host = Hosts.ordinaryUser();
    assertFalse(finding(host, "capabilities").remedy().contains("bounding"));
    host.bounding = 0xa80425fbL; // what container runtimes leave by default
    assertTrue(finding(host, "capabilities").remedy().contains("bounding"));
  }

  @Test
  void looksAtLockedMemoryOnlyWhereTheKernelDoes() {
    Hosts host = Hosts.root().refused();
    assertTrue(
        host.diagnosis().findings().stream().noneMatch(f -> f.check().equals("locked memory")));
    host.release = "5.10.0";
    assertEquals(Status.WARNING, finding(host, "locked memory").status());
    host.memlock = Long.MAX_VALUE;
    assertEquals(Status.OK, finding(host, "locked memory").status());
  }

  @Test
  void promisesNothingOfAnotherProcessBehindAFilter() {
    Hosts host = Hosts.otherJvm();
    assertTrue(host.diagnosis().fullTracer());
    host.seccomp = 2;
    assertEquals(Status.UNKNOWN, finding(host, "seccomp").status());
    assertFalse(finding(host, "seccomp").remedy().isEmpty());
    assertFalse(host.diagnosis().fullTracer());
    assertEquals("undecided: not seen: seccomp", host.diagnosis().verdict());
  }

  @Test
  void promisesNothingOfAnotherProcessWhoseLimitOfLockedMemoryIsLow() {
    Hosts host = Hosts.otherJvm();
    host.release = "5.10.0";
    assertEquals(Status.UNKNOWN, finding(host, "locked memory").status());
    assertFalse(host.diagnosis().fullTracer());
    host.memlock = Long.MAX_VALUE;
    assertEquals(Status.OK, finding(host, "locked memory").status());
    assertTrue(host.diagnosis().fullTracer());
  }

  @Test
  void namesTheFeatureThatIsLacking() {
    Hosts host = Hosts.root().refused();
    host.release = "5.9.0";
    host.btf = Hosts.btf(EnumSet.of(KernelFeature.TRACEPOINTS, KernelFeature.RING_BUFFER));
    assertTrue(
        finding(host, "kernel features").found().contains("test run of raw tracepoints (5.10)"));
  }

  @Test
  void judgesFeaturesByTheVersionWhereTypesAreHidden() {
    Hosts host = Hosts.root().refused();
    host.btf = Btf.without(Btf.State.UNREADABLE);
    Finding finding = finding(host, "kernel features");
    assertEquals(Status.OK, finding.status());
    assertTrue(finding.found().contains("by the version alone"), finding.found());
  }

  @Test
  void trustsTheAttemptMoreThanAnyHint() {
    Hosts host = Hosts.root();
    host.btf = Btf.without(Btf.State.ABSENT);
    host.seccomp = 2;
    host.lockdown = Lockdown.UNKNOWN;
    Diagnosis diagnosis = host.diagnosis();
    assertTrue(diagnosis.fullTracer());
    assertEquals("full tracer", diagnosis.verdict());
  }

  @Test
  void promisesNothingThatWasNotTriedInItsOwnProcess() {
    Hosts host = Hosts.root();
    host.attempt = Attempt.notMade("not tried");
    assertFalse(host.diagnosis().fullTracer());
    assertEquals("undecided: not seen: kernel programs", host.diagnosis().verdict());
  }

  @Test
  void saysThatAnotherProcessWasJudgedFromOutside() {
    Hosts host = Hosts.otherJvm();
    assertEquals("full tracer, as far as can be seen from outside", host.diagnosis().verdict());
    host.attempt = Attempt.failed("refused", "look");
    assertFalse(host.diagnosis().fullTracer());
  }

  @Test
  void saysWhenNotEvenTheFallbackIsThere() {
    Hosts host = Hosts.ordinaryUser();
    host.schedstat = false;
    assertTrue(
        host.diagnosis().verdict().startsWith("nothing: neither"), host.diagnosis()::verdict);
  }

  @Test
  void warnsOfAJvmThatCannotBeAttachedToButCanStillBeStartedWithTheAgent() {
    Hosts host = Hosts.otherJvm();
    for (AttachFacts attach :
        List.of(new AttachFacts(false, true, false), new AttachFacts(true, true, true))) {

      host.attach = attach;
      Finding finding = finding(host, "attach");
      assertEquals(Status.WARNING, finding.status());
      assertTrue(finding.remedy().contains("-javaagent:"), finding.remedy());
      assertTrue(host.diagnosis().fullTracer());
    }
  }

  @Test
  void promisesNothingOfAProcessThatHidesItself() {
    Hosts host = Hosts.otherJvm();
    host.jvm = JvmFacts.none(Presence.UNKNOWN);
    host.attach = new AttachFacts(true, false, false);
    host.initialUserNamespace = Presence.UNKNOWN;
    assertFalse(host.diagnosis().fullTracer());
    assertEquals(
        "undecided: not seen: user namespace, JDK, flight recorder, libbpf",
        host.diagnosis().verdict());
    assertEquals(Status.WARNING, finding(host, "attach").status());
  }

  @Test
  void writesOneLineACheckAndTheVerdictLast() {
    Hosts host = Hosts.ordinaryUser();
    host.jvm = new JvmFacts(Presence.YES, "/j", "17", "evil\u001b[31m", Presence.YES, "gnu");
    String report = Report.of(host.diagnosis());
    List<String> lines = report.lines().toList();
    assertTrue(
        lines
            .get(lines.size() - 1)
            .matches("verdict: fallback: .*\\(capabilities, kernel programs\\)"),
        report);
    assertTrue(
        lines.contains(
            "missing  capabilities        user 1000, none of CAP_BPF, CAP_PERFMON,"
                + " CAP_SYS_ADMIN"),
        report);
    assertTrue(
        lines.contains(
            "                             -> give the JVM CAP_BPF + CAP_PERFMON"
                + " (docs/permissions.md)"),
        report);
    assertFalse(report.contains("\u001b"));
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("ok       cgroup")), report);
  }
}
