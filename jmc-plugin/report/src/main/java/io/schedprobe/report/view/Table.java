package io.schedprobe.report.view;

import java.util.List;

/**
 * A table.
 *
 * @param id of its element
 * @param note under it; empty for none
 */
public record Table(
    String id,
    String caption,
    List<Column> columns,
    List<Row> rows,
    boolean sortable,
    String note) {
  /**
   * A column.
   *
   * @param number it is aligned and sorted as numbers are
   * @param sorted the table is sorted by it, the largest first
   */
  public record Column(String name, boolean number, boolean sorted) {
    public Column {
      name = Visible.of(name);
    }

    public static Column text(String name) {
      return new Column(name, false, false);
    }

    public static Column number(String name) {
      return new Column(name, true, false);
    }

    public static Column sorted(String name) {
      return new Column(name, true, true);
    }
  }

  public Table {
    caption = Visible.of(caption);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    note = Visible.of(note);
  }

  public static Table sortable(
      String id, String caption, List<Column> columns, List<Row> rows, String note) {
    return new Table(id, caption, columns, rows, true, note);
  }

  public static Table plain(
      String id, String caption, List<Column> columns, List<Row> rows, String note) {
    return new Table(id, caption, columns, rows, false, note);
  }
}
