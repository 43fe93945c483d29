package io.schedprobe.agent;

import io.schedprobe.options.AgentOptions;
import io.schedprobe.options.SourceChoice;
import io.schedprobe.proc.ProcSource;
import io.schedprobe.source.Source;
import io.schedprobe.source.SourceUnavailableException;
import io.schedprobe.tracer.KernelSource;
import io.schedprobe.tracer.TracerConfig;

/** The sources from the best downwards, and why a better one was not to be had. */
final class Ladder {

  /**
   * What could be opened.
   *
   * @param source null if nothing could
   * @param reason why nothing better; null if nothing better exists
   * @param remedy how to get it; null likewise
   */
  record Rung(Source source, String reason, String remedy) {}

  private Ladder() {}

  /** Opens the best source that the options allow; never throws. */
  static Rung open(AgentOptions options, long thresholdNanos, long recordsPerSecondPerCpu) {
    String reason = "the option source=proc asks for less";
    String remedy = "leave out the option source=proc";
    if (options.source() != SourceChoice.PROC) {
      try {
        TracerConfig config =
            new TracerConfig(options.ringBytes(), TracerConfig.DEFAULT.logEntries());
        return new Rung(
            KernelSource.open(config, thresholdNanos, recordsPerSecondPerCpu), null, null);
      } catch (SourceUnavailableException e) {
        reason = e.reason();
        remedy = e.remedy();
      } catch (RuntimeException | LinkageError e) {
        reason = "the tracer failed: " + e;
        remedy = "report it with this line";
      }
    }
    if (options.source() == SourceChoice.EBPF) {
      return new Rung(null, reason, remedy);
    }
    try {
      return new Rung(ProcSource.open(), reason, remedy);
    } catch (SourceUnavailableException e) {
      return new Rung(
          null, reason + "; nor /proc: " + e.reason(), remedy + "; for /proc: " + e.remedy());
    } catch (RuntimeException e) {
      return new Rung(null, reason + "; nor /proc: " + e, remedy);
    }
  }
}
