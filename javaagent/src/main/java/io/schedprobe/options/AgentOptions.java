package io.schedprobe.options;

import java.util.OptionalLong;

/**
 * What the user asked of the agent.
 *
 * @param thresholdNanos the shortest wait that the kernel reports as a record of its own, 0 to 60
 *     s; empty: the smallest threshold of the running recordings
 * @param recordsPerSecond wait records a second from each CPU, 1 to 1,000,000
 * @param recordBudget the share of one CPU that carrying on such records may take before fewer are
 *     let through, over 0; infinite if it may take any
 * @param ringBytes size of the ring buffer in the kernel, a power of two from 4 KiB to 64 MiB
 * @param source which source to use
 * @param quiet whether to print no line at all
 * @param detach whether the agent is to stop rather than to start
 * @param export where meters go
 * @param detection what the detector is to do
 * @param complaint what was wrong with the options and what is done instead, one line; empty if
 *     nothing was
 */
public record AgentOptions(
    OptionalLong thresholdNanos,
    long recordsPerSecond,
    double recordBudget,
    int ringBytes,
    SourceChoice source,
    boolean quiet,
    boolean detach,
    ExportOptions export,
    DetectionOptions detection,
    String complaint) {

  public static final long MAX_THRESHOLD_NANOS = 60_000_000_000L;
  public static final long DEFAULT_RECORDS_PER_SECOND = 1000;
  public static final long MAX_RECORDS_PER_SECOND = 1_000_000;
  public static final double DEFAULT_RECORD_BUDGET = 0.001;
  public static final int DEFAULT_RING_BYTES = 1 << 20;
  public static final int MIN_RING_BYTES = 4 << 10;
  public static final int MAX_RING_BYTES = 64 << 20;

  /** What holds where the user said nothing. */
  public static AgentOptions defaults() {
    return parse("");
  }

  /**
   * Parses {@code key=value,…}; never throws. A value cannot contain a comma. Of a key given twice
   * the last one counts.
   *
   * @param text as the JVM passes it on; null and empty mean all defaults
   */
  public static AgentOptions parse(String text) {
    return new OptionsParser().parse(text == null ? "" : text);
  }
}
