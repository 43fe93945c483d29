package io.schedprobe.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.schedprobe.source.SourceUnavailableException;
import io.schedprobe.tracer.KernelSource;
import io.schedprobe.tracer.TracerConfig;

/**
 * For tests on the real kernel: where it does not let this process trace, they fail if {@code
 * SCHEDPROBE_REQUIRE_BPF=1} is set, and abort with the reason otherwise.
 */
public final class RequireBpf {
  private static boolean tried;
  private static String refusal;

  private RequireBpf() {}

  /** To be called before anything that needs the kernel programs. */
  public static synchronized void orAbort() {
    if (!tried) {
      refusal = attempt();
      tried = true;
    }
    if (refusal == null) {
      return;
    }
    if ("1".equals(System.getenv("SCHEDPROBE_REQUIRE_BPF"))) {
      fail(refusal);
    }
    abort(refusal);
  }

  private static String attempt() {
    try {
      KernelSource.open(TracerConfig.DEFAULT, 0, 1).close();
      return null;
    } catch (SourceUnavailableException e) {
      return e.reason() + "; " + e.remedy();
    }
  }
}
