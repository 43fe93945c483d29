package io.schedprobe.emit;

import io.schedprobe.model.Quotas;

/** Reads the CPU quotas that rule this JVM, on the thread that asks. Never throws. */
@FunctionalInterface
public interface QuotaReader {
  /** As they are now; null if they cannot be read now. */
  Quotas read();
}
