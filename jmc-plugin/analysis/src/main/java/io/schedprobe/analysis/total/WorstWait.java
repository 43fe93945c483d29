package io.schedprobe.analysis.total;

import io.schedprobe.analysis.model.Run;
import io.schedprobe.analysis.model.Wait;
import java.util.List;

/**
 * One of the longest waits, with those who had the CPU meanwhile.
 *
 * @param runs the longest first, at most {@link #RUNS}; empty where the recording names nobody
 * @param moreRuns how many more there were
 * @param moreTime CPU time of those
 */
public record WorstWait(Wait what, List<Run> runs, int moreRuns, long moreTime) {
  /** Runs that are kept for each wait. */
  public static final int RUNS = 16;

  public WorstWait {
    runs = List.copyOf(runs);
  }
}
