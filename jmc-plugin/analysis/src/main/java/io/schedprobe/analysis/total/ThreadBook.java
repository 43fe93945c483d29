package io.schedprobe.analysis.total;

import io.schedprobe.analysis.model.StalledThread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tallies of all threads of a recording, of bounded number. */
final class ThreadBook {
  /** Threads that get a tally of their own; the others are one. */
  static final int LIMIT = 10_000;

  private final Map<Long, ThreadTally> byTid = new HashMap<>();
  private final List<ThreadTally> tallies = new ArrayList<>();
  private ThreadTally rest;
  private long beyond;

  /** The tally of a thread: the kernel gives the id of a thread that ended to another. */
  ThreadTally of(StalledThread thread) {
    ThreadTally tally = byTid.get(thread.osThreadId());
    if (tally == null || !tally.accepts(thread)) {
      if (tallies.size() >= LIMIT) {
        beyond++;
        rest = rest == null ? new ThreadTally(LIMIT, null) : rest;
        return rest;
      }
      tally = new ThreadTally(tallies.size(), thread);
      tallies.add(tally);
      byTid.put(thread.osThreadId(), tally);
    }
    tally.identify(thread);
    return tally;
  }

  /** Events of threads beyond the limit. */
  long beyond() {
    return beyond;
  }

  /** Those that waited, the longest first. */
  List<ThreadTotals> totals() {
    List<ThreadTotals> totals = new ArrayList<>();
    tallies.forEach(tally -> totals.add(tally.totals()));
    if (rest != null) {
      totals.add(rest.totals());
    }
    totals.removeIf(thread -> thread.waits() == 0 && thread.waited() == 0);
    totals.sort(
        Comparator.comparingLong(ThreadTotals::waited)
            .reversed()
            .thenComparing(ThreadTotals::label));
    return totals;
  }
}
