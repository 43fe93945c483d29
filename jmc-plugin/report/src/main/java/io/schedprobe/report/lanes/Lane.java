package io.schedprobe.report.lanes;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.StalledThread;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What one thread waited, column by column; its single waits alone. */
public final class Lane {
  /** Places that a column names; the time of more is in the shares alone. */
  static final int PLACES = 8;

  private final StalledThread thread;
  private TreeMap<Long, Cell> cells = new TreeMap<>();
  private long total;

  /** What a thread waited in a column, in nanoseconds. */
  public static final class Cell {
    private final long[] shares = new long[Share.values().length];
    private final Map<String, Long> byRun = new HashMap<>();
    private final Map<String, Long> byLargest = new HashMap<>();

    public long share(Share share) {
      return shares[share.ordinal()];
    }

    /** Time that tasks of a place of other cgroups had, as far as each task is told. */
    public long byRun(String place) {
      return byRun.getOrDefault(place, 0L);
    }

    /** The same as far as a place was the largest neighbor of a wait. */
    public long byLargest(String place) {
      return byLargest.getOrDefault(place, 0L);
    }

    private void add(Cell other) {
      for (int i = 0; i < shares.length; i++) {
        shares[i] += other.shares[i];
      }
      other.byRun.forEach((place, nanos) -> add(byRun, place, nanos));
      other.byLargest.forEach((place, nanos) -> add(byLargest, place, nanos));
    }

    private static void add(Map<String, Long> to, String place, long nanos) {
      if (to.size() < PLACES || to.containsKey(place)) {
        to.merge(place, nanos, Long::sum);
      }
    }
  }

  Lane(StalledThread thread) {
    this.thread = thread;
  }

  public StalledThread thread() {
    return thread;
  }

  /** All that the cells sum to. */
  public long total() {
    return total;
  }

  /** The columns with a wait in them, by their number. */
  public Map<Long, Cell> cells() {
    return cells;
  }

  void addShare(long column, Share share, long nanos) {
    cell(column).shares[share.ordinal()] += nanos;
    total += nanos;
  }

  void addRun(long column, String place, long nanos) {
    Cell.add(cell(column).byRun, place, nanos);
  }

  void addLargest(long column, String place, long nanos) {
    Cell.add(cell(column).byLargest, place, nanos);
  }

  private Cell cell(long column) {
    return cells.computeIfAbsent(column, unused -> new Cell());
  }

  /** Adds what another lane has, with columns of the same width. */
  void add(Lane other) {
    other.cells.forEach((column, cell) -> cell(column).add(cell));
    total += other.total;
  }

  /** Columns from where another lane begins to where this one does. */
  long distance(Lane other) {
    return Math.abs(begin() - other.begin());
  }

  private long begin() {
    return cells.isEmpty() ? 0 : cells.firstKey();
  }

  /** Makes one column of two. */
  void halve() {
    TreeMap<Long, Cell> halved = new TreeMap<>();
    cells.forEach(
        (column, cell) -> {
          Cell there = halved.putIfAbsent(Math.floorDiv(column, 2), cell);
          if (there != null) {
            there.add(cell);
          }
        });
    cells = halved;
  }
}
