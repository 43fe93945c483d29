package io.schedprobe.analysis.overlap;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.StalledThread;
import io.schedprobe.analysis.model.Wait;
import java.util.HashMap;
import java.util.Map;

/** Adds up what of some waits lies within a stretch of time. */
final class Within {
  private final long start;
  private final long end;
  private final Map<Culprit.Id, Long> culpritTimes = new HashMap<>();
  private final Map<StalledThread, Long> threadTimes = new HashMap<>();
  private Shares shares = Shares.NONE;
  private int waits;
  private long waited;
  private Culprit culprit;
  private long culpritTime;
  private StalledThread longestThread;
  private long longest;

  Within(long start, long end) {
    this.start = start;
    this.end = end;
  }

  /** Adds a wait that overlaps it. */
  void add(Wait wait) {
    long length = Math.min(end, wait.end()) - Math.max(start, wait.start());
    if (length <= 0) {
      return;
    }
    double part = (double) length / wait.waited();
    waits++;
    waited += length;
    shares = shares.plus(wait.shares().times(part));
    long ofThread = threadTimes.merge(wait.thread(), length, Long::sum);
    if (ofThread > longest) {
      longest = ofThread;
      longestThread = wait.thread();
    }
    if (wait.neighbor() != null) {
      long time =
          culpritTimes.merge(
              wait.neighbor().id(), Math.round(wait.neighborTime() * part), Long::sum);
      if (time > culpritTime) {
        culpritTime = time;
        culprit = wait.neighbor();
      }
    }
  }

  Overlaps.Sum sum() {
    return new Overlaps.Sum(1, waits > 0 ? 1 : 0, Math.max(0, end - start), waited, shares);
  }

  int waits() {
    return waits;
  }

  long waited() {
    return waited;
  }

  Shares shares() {
    return shares;
  }

  Culprit culprit() {
    return culprit;
  }

  long culpritTime() {
    return culpritTime;
  }

  StalledThread longestThread() {
    return longestThread;
  }

  long longest() {
    return longest;
  }
}
