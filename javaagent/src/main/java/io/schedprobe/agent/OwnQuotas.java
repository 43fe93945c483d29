package io.schedprobe.agent;

import io.schedprobe.model.Quotas;
import io.schedprobe.proc.CpuQuotas;
import java.io.IOException;

/** The CPU quotas of this JVM, for whom a failure is no news. */
final class OwnQuotas {
  private final CpuQuotas quotas = new CpuQuotas();

  /** As they are now; null if they cannot be read now. */
  Quotas read() {
    try {
      return quotas.read();
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** Why they are not known; null if they are. */
  String limitation() {
    try {
      quotas.read();
      return null;
    } catch (IOException | RuntimeException e) {
      return "the CPU quota is not known: " + e.getMessage();
    }
  }

  /** One sentence of two, either of which may be null. */
  static String join(String first, String second) {
    return first == null || second == null ? first == null ? second : first : first + "; " + second;
  }
}
