package io.schedprobe.emit;

import java.util.HashMap;
import java.util.Map;

/**
 * Which threads each cgroup stalled in this period: a set of pairs, bounded. Written by the
 * tracer's thread, drained by JFR's.
 */
final class StalledThreads {
  private static final int MOST_PAIRS = 1 << 16;

  private long[] cgroups = new long[256];
  private int[] tids = new int[256]; // 0: free place
  private int pairs;
  private long forgotten;

  /**
   * Remembers that the cgroup stalled the thread.
   *
   * @param tid not 0
   */
  synchronized void add(long cgroup, int tid) {
    int at = place(cgroup, tid);
    if (tids[at] != 0) {
      return;
    }
    if (pairs == MOST_PAIRS) {
      forgotten++;
      return;
    }
    cgroups[at] = cgroup;
    tids[at] = tid;
    if (++pairs > tids.length / 2) {
      grow();
    }
  }

  /** Threads by cgroup id, and begins a new period. */
  synchronized Map<Long, Integer> drain() {
    Map<Long, Integer> counts = new HashMap<>();
    for (int i = 0; i < tids.length; i++) {
      if (tids[i] != 0) {
        counts.merge(cgroups[i], 1, Integer::sum);
      }
    }
    if (pairs > 0) {
      cgroups = new long[256];
      tids = new int[256];
      pairs = 0;
    }
    return counts;
  }

  /** Pairs that found no place, since construction; the counts drained then were too low. */
  synchronized long forgotten() {
    return forgotten;
  }

  private void grow() {
    long[] oldCgroups = cgroups;
    int[] oldTids = tids;
    cgroups = new long[oldTids.length * 2];
    tids = new int[oldTids.length * 2];
    for (int i = 0; i < oldTids.length; i++) {
      if (oldTids[i] != 0) {
        int at = place(oldCgroups[i], oldTids[i]);
        cgroups[at] = oldCgroups[i];
        tids[at] = oldTids[i];
      }
    }
  }

  /** Where the pair is, or the free place for it. */
  private int place(long cgroup, int tid) {
    long hash = (cgroup * 31 + tid) * 0x9E3779B97F4A7C15L;
    int at = (int) (hash >>> 40) & (tids.length - 1);
    while (tids[at] != 0 && !(tids[at] == tid && cgroups[at] == cgroup)) {
      at = (at + 1) & (tids.length - 1);
    }
    return at;
  }
}
