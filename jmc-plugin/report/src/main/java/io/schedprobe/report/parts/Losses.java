package io.schedprobe.report.parts;

import io.schedprobe.analysis.text.Quantity;

/** What the tracer lost, by the fields of {@code schedprobe.TracerStatistics}, in words. */
final class Losses {
  private Losses() {}

  /** A sentence without its end; never empty. */
  static String words(String field, long number) {
    String n = field.endsWith("Time") ? Quantity.time(number) : Quantity.count(number);
    return switch (field) {
      case "suppressed" -> n + " waits over the threshold were held back by the rate cap";
      case "suppressedTime" -> n + " of waiting was held back by the rate cap";
      case "dropped" -> n + " waits were lost because the ring buffer was full";
      case "droppedTime" -> n + " of waiting was lost because the ring buffer was full";
      case "culpritsCut" -> n + " culprits did not fit into the record of their wait: unnamed";
      case "cgroupsDropped" ->
          n + " names of cgroups were lost for a time: the ring buffer was full";
      case "logOverrun" -> n + " runs were forgotten before a wait over them ended: unnamed";
      case "storageFailed" -> n + " waits were not seen: the kernel had no memory for the thread";
      case "slotsExhausted" ->
          n + " threads found no place of their own in the kernel; their sums are in one row";
      case "torn" -> n + " migrations could not be read consistently: not known who ran";
      case "clampedTime" -> n + " of shares lay beyond their wait and was cut back";
      case "clockBackwards" -> n + " stamps lay in the future and were refused";
      case "spansUnnamed" -> n + " migrations were beyond what a wait remembers: unnamed";
      case "neighborsFull" -> n + " runs found no place in the table of neighbors";
      case "unstarted" -> n + " waits began before the tracer was attached and are not in the sums";
      case "switchesMissed" -> n + " runs ended without word from the kernel: not known who ran";
      case "ringLost" -> n + " bytes of the ring buffer were no records and were passed over";
      case "threadsEnded" -> n + " threads ended, the last part of whose waits is unknown";
      case "recordsRefused" -> n + " records of waits could not be understood";
      case "culpritsRefused" -> n + " culprits could not be understood: unnamed";
      case "sharesDefective" -> n + " waits had shares that did not sum to the wait";
      case "sharesDefectiveTime" -> n + " of shares did not fit their wait: not known who ran";
      case "unwritten" -> n + " waits and names could not be written into the recording";
      case "threadsUnknown" -> n + " waits are of threads whose Java name could not be found out";
      case "stallsForgotten" ->
          n + " pairs of cgroup and thread found no place: threads hit are too few";
      default -> n + " of " + field;
    };
  }
}
