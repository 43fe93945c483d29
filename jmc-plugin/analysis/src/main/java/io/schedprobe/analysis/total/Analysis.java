package io.schedprobe.analysis.total;

import io.schedprobe.analysis.model.Onset;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.overlap.Overlaps;
import java.util.List;
import java.util.Map;

/**
 * What a recording says about waits for a CPU; immutable.
 *
 * @param events events of schedprobe in it
 * @param start of the recording, in nanoseconds since the epoch; unknown if there is no event
 * @param end of the recording
 * @param threshold waits shorter than this are not told one by one; unknown if not told
 * @param single waits over the threshold, told one by one
 * @param singleShares what those consist of
 * @param onsets how those began
 * @param all all waits, however short, from the periodic events; can miss the last period
 * @param allShares what those consist of
 * @param histogram lengths of the single waits
 * @param evidence what the totals by neighbor are added up from
 * @param processes totals by process, the longest first; "(others)" of a kind is what was beyond
 *     the cap
 * @param places totals by container or cgroup, the longest first
 * @param pods totals by pod, the longest first
 * @param unnamed time that tasks ran during single waits and that no culprit stands for
 * @param threads that waited, the longest first
 * @param timeLine the single waits over time
 * @param quotas the one that throttled most first, then the smallest
 * @param own how threads of this JVM stood in each other's way
 * @param worst the longest single waits, the longest first, at most {@link #WORST}
 * @param overlaps waits beside pauses and JFR's own events of the same threads
 * @param tracer where the numbers come from and what is missing
 * @param capped what was beyond a cap
 */
public record Analysis(
    long events,
    long start,
    long end,
    long threshold,
    Tally single,
    Shares singleShares,
    Map<Onset, Long> onsets,
    Tally all,
    Shares allShares,
    Histogram histogram,
    Evidence evidence,
    List<NeighborTotals> processes,
    List<NeighborTotals> places,
    List<NeighborTotals> pods,
    long unnamed,
    List<ThreadTotals> threads,
    TimeLine timeLine,
    List<QuotaTotals> quotas,
    OwnContention own,
    List<WorstWait> worst,
    Overlaps overlaps,
    TracerHealth tracer,
    Capped capped) {
  /** Worst waits that are kept. */
  public static final int WORST = 500;

  public Analysis {
    onsets = Map.copyOf(onsets);
    processes = List.copyOf(processes);
    places = List.copyOf(places);
    pods = List.copyOf(pods);
    threads = List.copyOf(threads);
    quotas = List.copyOf(quotas);
    worst = List.copyOf(worst);
  }

  /** Whether the recording has no event of schedprobe at all. */
  public boolean isEmpty() {
    return events == 0;
  }

  /** Whether single waits are known, not only sums. */
  public boolean knowsSingle() {
    return single.count() > 0;
  }

  /** Length of the recording in nanoseconds. */
  public long length() {
    return Math.max(0, end - start);
  }

  /**
   * What threads waited: the larger of the two views, as the periodic one can miss the last period.
   */
  public long waited() {
    return Math.max(all.total(), single.total());
  }

  /** What the waits consist of: all of them where that is known, else the single ones. */
  public Shares shares() {
    return allShares.sum() >= singleShares.sum() ? allShares : singleShares;
  }

  /** Percentiles of the single waits. */
  public Percentiles percentiles() {
    return histogram.percentiles(single.longest());
  }
}
