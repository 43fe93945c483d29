package org.openjdk.jmc.ui.column;

import java.util.List;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.IWritableState;

public class TableSettings {
  public static class ColumnSettings {
    public ColumnSettings(String id, Boolean hidden, Integer width, Boolean sortAscending) {
      throw new UnsupportedOperationException();
    }
  }

  public TableSettings(IState state) {
    throw new UnsupportedOperationException();
  }

  public TableSettings(String orderBy, List<ColumnSettings> columns) {
    throw new UnsupportedOperationException();
  }

  public void saveState(IWritableState state) {
    throw new UnsupportedOperationException();
  }
}
