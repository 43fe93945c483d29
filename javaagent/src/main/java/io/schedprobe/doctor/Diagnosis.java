package io.schedprobe.doctor;

import java.util.ArrayList;
import java.util.List;

/**
 * The judgement of what was seen. Pure.
 *
 * @param findings one for each check
 * @param verdict one line
 * @param fullTracer whether the full tracer will run
 */
public record Diagnosis(List<Finding> findings, String verdict, boolean fullTracer) {

  /** Judges. */
  public static Diagnosis of(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    KernelChecks.add(facts, findings);
    ProcessChecks.add(facts, findings);
    JvmChecks.add(facts, findings);
    attempt(facts, findings);
    List<String> missing = checks(findings, Status.MISSING);
    List<String> unknown = checks(findings, Status.UNKNOWN);
    boolean full = missing.isEmpty() && unknown.isEmpty();
    return new Diagnosis(List.copyOf(findings), verdict(facts, missing, unknown), full);
  }

  private static List<String> checks(List<Finding> findings, Status status) {
    return findings.stream()
        .filter(finding -> finding.status() == status)
        .map(Finding::check)
        .toList();
  }

  private static void attempt(Facts facts, List<Finding> findings) {
    Attempt attempt = facts.attempt();
    String found =
        facts.process().self() ? attempt.found() : "from this process: " + attempt.found();
    switch (attempt.outcome()) {
      case SUCCEEDED -> findings.add(Finding.ok("kernel programs", found));
      case FAILED -> findings.add(Finding.missing("kernel programs", found, attempt.remedy()));
      case NOT_MADE -> findings.add(Finding.unknown("kernel programs", found, JvmChecks.AS_ROOT));
    }
  }

  private static String verdict(Facts facts, List<String> missing, List<String> unknown) {
    if (missing.isEmpty() && unknown.isEmpty()) {
      return facts.isProven() ? "full tracer" : "full tracer, as far as can be seen from outside";
    }
    if (missing.isEmpty()) {
      return "undecided: not seen: " + String.join(", ", unknown);
    }
    String because = String.join(", ", missing);
    if (missing.contains("JDK") || missing.contains("flight recorder")) {
      return "nothing: " + because;
    }
    return facts.kernel().schedstat()
        ? "fallback: run delay per thread from /proc, without causes (" + because + ")"
        : "nothing: neither kernel programs nor /proc/<pid>/schedstat (" + because + ")";
  }
}
