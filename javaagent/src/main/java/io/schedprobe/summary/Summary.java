package io.schedprobe.summary;

import io.schedprobe.model.Onset;
import java.util.List;
import java.util.Map;

/**
 * What a recording says about waits for a CPU. Times are nanoseconds, names are unescaped.
 *
 * @param events schedprobe events read, of any type
 * @param startNanos of the first schedprobe event, since the epoch
 * @param endNanos of the last
 * @param threshold waits shorter than this were not told singly; negative if unknown
 * @param all waits of every length; empty if the recording has no {@code ThreadRunQueue}
 * @param single waits over the threshold
 * @param onsets how many of the single waits began how
 * @param threads that waited, longest total first
 * @param culprits who had the CPU during the single waits, longest first
 * @param evidence where {@code culprits} come from
 * @param unnamed time of the single waits in which some task ran that is not among the culprits
 * @param damage what stopped the reading before the end of the file; null if nothing did
 */
public record Summary(
    long events,
    long startNanos,
    long endNanos,
    long threshold,
    Waits all,
    Shares allShares,
    Waits single,
    Shares singleShares,
    Map<Onset, Long> onsets,
    List<ThreadTally> threads,
    boolean threadsLimited,
    List<CulpritTally> culprits,
    Evidence evidence,
    long unnamed,
    QuotaTally quota,
    SourceTally source,
    Losses losses,
    String damage) {

  /** From which events the culprits are known. */
  enum Evidence {
    /** One event for each culprit of each single wait. */
    EACH_RUN,
    /** The largest neighbor in each single wait's own event: the others are unnamed. */
    LARGEST_ONLY,
    /** The periodic events for cgroups, over waits of every length, without processes. */
    CGROUPS,
    NONE
  }

  /** Whether there is anything to tell about waits. */
  public boolean hasWaits() {
    return !threads.isEmpty();
  }

  /** Whether waits below the threshold are known too. */
  boolean knowsAll() {
    return all.count() > 0 || all.nanos() > 0;
  }

  /** Whether single waits were told at all. */
  boolean knowsSingle() {
    return single.count() > 0;
  }

  /**
   * "waits over 1 ms", for the waits that were told one by one; not all of them if some are lost.
   */
  String singleWaits(String noun) {
    return threshold < 0
        ? noun + " told one by one"
        : noun
            + " over "
            + Quantity.threshold(threshold)
            + (losses.waitsMissing() ? " that were told" : "");
  }
}
