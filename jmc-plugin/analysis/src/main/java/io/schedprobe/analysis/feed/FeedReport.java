package io.schedprobe.analysis.feed;

import java.util.List;

/**
 * How a recording file was read.
 *
 * @param chunks that were read whole
 * @param duplicates chunks that were in the file a second time, and left out
 * @param implausible events left out since they lie far outside of their chunk's time
 * @param bytes of the (uncompressed) recording
 * @param damages what could not be read, in the file's order; at most {@link #DAMAGES}
 * @param moreDamages how many more there were
 */
public record FeedReport(
    int chunks,
    int duplicates,
    long implausible,
    long bytes,
    List<Damage> damages,
    int moreDamages) {
  /** Damages that are kept one by one. */
  public static final int DAMAGES = 16;

  /** Of a recording that was not read from a file by this module. */
  public static final FeedReport WHOLE = new FeedReport(0, 0, 0, 0, List.of(), 0);

  public FeedReport {
    damages = List.copyOf(damages);
  }

  /** Whether everything in the file was read. */
  public boolean whole() {
    return damages.isEmpty() && implausible == 0;
  }
}
