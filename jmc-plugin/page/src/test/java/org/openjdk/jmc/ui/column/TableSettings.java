package org.openjdk.jmc.ui.column;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.IWritableState;
import org.openjdk.jmc.common.util.StateToolkit;

/** Which columns a table shows, how wide, and which it is sorted by. */
public class TableSettings {
  public static class ColumnSettings {
    private final String id;
    private final Boolean hidden;
    private final Integer width;
    private final Boolean ascending;

    public ColumnSettings(String id, Boolean hidden, Integer width, Boolean sortAscending) {
      this.id = id;
      this.hidden = hidden;
      this.width = width;
      ascending = sortAscending;
    }

    String id() {
      return id;
    }

    Boolean hidden() {
      return hidden;
    }

    Integer width() {
      return width;
    }

    Boolean ascending() {
      return ascending;
    }
  }

  private final String orderBy;
  private final List<ColumnSettings> columns;

  public TableSettings(IState state) {
    orderBy = state.getAttribute("sortColumn");
    columns = new ArrayList<>();
    for (IState column : state.getChildren("column")) {
      columns.add(
          new ColumnSettings(
              column.getAttribute("id"),
              StateToolkit.readBoolean(column, "hidden", null),
              StateToolkit.readInt(column, "width", null),
              StateToolkit.readBoolean(column, "sortAscending", null)));
    }
  }

  public TableSettings(String orderBy, List<ColumnSettings> columns) {
    this.orderBy = orderBy;
    this.columns = columns;
  }

  public void saveState(IWritableState state) {
    state.putString("sortColumn", orderBy);
    for (ColumnSettings column : columns) {
      IWritableState child = state.createChild("column");
      child.putString("id", column.id());
      StateToolkit.writeBoolean(child, "hidden", column.hidden());
      StateToolkit.writeInt(child, "width", column.width());
      StateToolkit.writeBoolean(child, "sortAscending", column.ascending());
    }
  }

  String orderBy() {
    return orderBy;
  }

  List<ColumnSettings> columns() {
    return columns;
  }
}
