package io.schedprobe.analysis.overlap;

import io.schedprobe.analysis.model.Wait;
import java.util.List;
import java.util.function.Consumer;

/** Waits in the order of their starts, to be found by time. */
final class WaitsInTime {
  private final List<Wait> sorted;

  /** The latest end of a wait and those before it: where to stop looking backwards. */
  private final long[] latestEnd;

  WaitsInTime(List<Wait> sorted) {
    this.sorted = sorted;
    this.latestEnd = new long[sorted.size()];
    long latest = Long.MIN_VALUE;
    for (int i = 0; i < latestEnd.length; i++) {
      latest = Math.max(latest, sorted.get(i).end());
      latestEnd[i] = latest;
    }
  }

  /** Tells each wait that overlaps a stretch of time, the last first. */
  void forEach(long start, long end, Consumer<Wait> told) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted.get(middle).start() < end) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int i = low - 1; i >= 0 && latestEnd[i] > start; i--) {
      if (sorted.get(i).end() > start) {
        told.accept(sorted.get(i));
      }
    }
  }
}
