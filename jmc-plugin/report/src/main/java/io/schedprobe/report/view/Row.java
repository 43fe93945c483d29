package io.schedprobe.report.view;

import java.util.List;

/**
 * A row of a table.
 *
 * @param beyond it sums up what has no row of its own, and stays last
 * @param span the time that the row is of; null for none
 */
public record Row(List<Cell> cells, boolean beyond, Span span) {
  /** A stretch of time in seconds since the epoch. */
  public record Span(String from, String to) {}

  public Row {
    cells = List.copyOf(cells);
  }

  public static Row of(Cell... cells) {
    return new Row(List.of(cells), false, null);
  }

  /** A row for everything that has none of its own. */
  public static Row beyond(Cell... cells) {
    return new Row(List.of(cells), true, null);
  }
}
