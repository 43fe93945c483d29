package io.schedprobe.analysis.total;

import io.schedprobe.analysis.model.Run;
import io.schedprobe.analysis.model.Wait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The longest waits with their runs, whichever come first: a run tells the length of its wait, so
 * both are admitted by the same measure.
 */
final class WorstWaits {
  /**
   * Kept beyond those that are asked for: the length that a run tells is rounded to JFR's clock, so
   * at the limit some of a wait's events may be admitted and others not.
   */
  private static final int SLACK = 100;

  private static final Comparator<Run> LONGEST =
      Comparator.comparingLong(Run::cpuTime).reversed().thenComparingLong(Run::tid);

  private final int limit;
  private final Map<Key, Entry> entries = new HashMap<>();
  private final TreeSet<Entry> byLength =
      new TreeSet<>(
          Comparator.comparingLong((Entry entry) -> entry.length)
              .thenComparingLong(entry -> entry.key.start)
              .thenComparingLong(entry -> entry.key.id));

  private record Key(long id, long start) {}

  private static final class Entry {
    final Key key;
    final long length;
    Wait what;
    final List<Run> runs = new ArrayList<>();
    int moreRuns;
    long moreTime;

    Entry(Key key, long length) {
      this.key = key;
      this.length = length;
    }

    void add(Run run) {
      runs.add(run);
      if (runs.size() > WorstWait.RUNS) {
        runs.sort(LONGEST);
        Run smallest = runs.remove(runs.size() - 1);
        moreRuns++;
        moreTime += smallest.cpuTime();
      }
    }
  }

  WorstWaits(int limit) {
    this.limit = limit;
  }

  void add(Wait wait) {
    Entry entry = admit(wait.id(), wait.start(), wait.waited());
    if (entry != null) {
      entry.what = wait;
    }
  }

  void add(Run run) {
    Entry entry = admit(run.waitId(), run.start(), run.waited());
    if (entry != null) {
      entry.add(run);
    }
  }

  /** The entry of a wait; null if it is not among the longest. */
  private Entry admit(long id, long start, long length) {
    if (entries.size() >= limit + SLACK && length <= byLength.first().length) {
      return entries.get(new Key(id, start));
    }
    Entry entry = entries.get(new Key(id, start));
    if (entry == null) {
      entry = new Entry(new Key(id, start), length);
      entries.put(entry.key, entry);
      byLength.add(entry);
      if (entries.size() > limit + SLACK) {
        entries.remove(byLength.pollFirst().key);
      }
    }
    return entry;
  }

  List<WorstWait> longest() {
    return entries.values().stream()
        .filter(entry -> entry.what != null)
        .sorted(
            Comparator.comparingLong((Entry entry) -> entry.what.waited())
                .reversed()
                .thenComparingLong(entry -> entry.key.start))
        .limit(limit)
        .map(
            entry -> {
              entry.runs.sort(LONGEST);
              return new WorstWait(entry.what, entry.runs, entry.moreRuns, entry.moreTime);
            })
        .toList();
  }
}
