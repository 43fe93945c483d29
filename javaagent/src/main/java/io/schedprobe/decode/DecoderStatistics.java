package io.schedprobe.decode;

/**
 * What a decoder has seen since construction.
 *
 * @param waits delivered
 * @param cgroups names of cgroups delivered
 * @param unknownRecords records of a type unknown here, passed over
 * @param shortRecords records that end before their type or their entries do, passed over
 * @param malformedRecords records that contradict the layout (number of entries, onset, duration),
 *     passed over
 * @param culpritsCut culprits that did not fit into their wait record, as the kernel side says
 * @param culpritsRefused culprits without a task, of an impossible kind or with an impossible time,
 *     left out of their wait
 * @param sharesDefective waits whose shares did not sum to their duration
 * @param sharesDefectiveNanos the differences, put into UNATTRIBUTED
 * @param failures records at which the sink threw, or the decoder itself for want of memory: what
 *     they told is lost
 */
public record DecoderStatistics(
    long waits,
    long cgroups,
    long unknownRecords,
    long shortRecords,
    long malformedRecords,
    long culpritsCut,
    long culpritsRefused,
    long sharesDefective,
    long sharesDefectiveNanos,
    long failures) {

  /** Records seen, whatever became of them. */
  public long records() {
    return waits + cgroups + unknownRecords + shortRecords + malformedRecords;
  }
}
