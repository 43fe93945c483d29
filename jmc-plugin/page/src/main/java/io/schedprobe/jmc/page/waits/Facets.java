package io.schedprobe.jmc.page.waits;

import io.schedprobe.analysis.model.Culprit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is selected on the page; immutable. A wait matches when it matches each part that is
 * selected; a part in which nothing is selected matches all.
 *
 * @param culprits rows of the neighbor table
 * @param threads rows of the thread table
 * @param lanes threads whose lanes are selected in the chart
 * @param from start of the range selected in the chart, in nanoseconds since the epoch
 * @param to its end; a wait that overlaps the range matches
 */
public record Facets(
    Set<Culprit.Id> culprits, Set<ThreadKey> threads, Set<ThreadKey> lanes, long from, long to) {

  /** Nothing is selected. */
  public static final Facets NONE =
      new Facets(Set.of(), Set.of(), Set.of(), Long.MIN_VALUE, Long.MAX_VALUE);

  /** Where a selection is made; each is shown what the others leave. */
  public enum Part {
    CULPRITS,
    THREADS,
    CHART
  }

  public Facets {
    culprits = Set.copyOf(culprits);
    threads = Set.copyOf(threads);
    lanes = Set.copyOf(lanes);
  }

  public Facets withCulprits(Set<Culprit.Id> selected) {
    return new Facets(selected, threads, lanes, from, to);
  }

  public Facets withThreads(Set<ThreadKey> selected) {
    return new Facets(culprits, selected, lanes, from, to);
  }

  /** Selects in the chart. */
  public Facets withChart(Set<ThreadKey> selected, long start, long end) {
    return new Facets(culprits, threads, selected, start, end);
  }

  /** Only what is selected in the chart. */
  public Facets chart() {
    return NONE.withChart(lanes, from, to);
  }

  /**
   * Without what is selected but not shown any more, because the other selections leave none of its
   * waits: nobody could see why nothing is left, nor undo it.
   */
  public Facets withRowsIn(List<WaitItem> waits) {
    Facets visible = this;
    if (!culprits.isEmpty()) {
      Set<Culprit.Id> there = new HashSet<>();
      for (WaitItem wait : visible.select(waits, Part.CULPRITS)) {
        wait.runs().forEach(run -> there.add(run.culprit()));
      }
      there.retainAll(culprits);
      visible = visible.withCulprits(there);
    }
    if (!threads.isEmpty()) {
      Set<ThreadKey> there = Waits.threads(visible.select(waits, Part.THREADS));
      there.retainAll(threads);
      visible = visible.withThreads(there);
    }
    if (!lanes.isEmpty()) {
      Set<ThreadKey> there = Waits.threads(visible.select(waits, Part.CHART));
      there.retainAll(lanes);
      visible = visible.withChart(there, from, to);
    }
    return visible;
  }

  public boolean isEmpty() {
    return equals(NONE);
  }

  /** The waits that match all parts. */
  public List<WaitItem> select(List<WaitItem> waits) {
    return select(waits, null);
  }

  /** The waits that match all parts but one. */
  public List<WaitItem> select(List<WaitItem> waits, Part except) {
    boolean byCulprit = except != Part.CULPRITS && !culprits.isEmpty();
    boolean byThread = except != Part.THREADS && !threads.isEmpty();
    boolean byLane = except != Part.CHART && !lanes.isEmpty();
    boolean byTime = except != Part.CHART && (from != Long.MIN_VALUE || to != Long.MAX_VALUE);
    if (!byCulprit && !byThread && !byLane && !byTime) {
      return waits;
    }
    return waits.stream()
        .filter(w -> !byTime || (w.start() <= to && w.end() >= from))
        .filter(w -> !byThread || threads.contains(w.thread()))
        .filter(w -> !byLane || lanes.contains(w.thread()))
        .filter(w -> !byCulprit || w.hit(culprits))
        .toList();
  }
}
