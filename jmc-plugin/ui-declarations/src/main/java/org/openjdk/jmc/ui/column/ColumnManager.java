package org.openjdk.jmc.ui.column;

import org.eclipse.jface.viewers.ColumnViewer;

public class ColumnManager {
  public static class SelectionState {
    private SelectionState() {}
  }

  public ColumnViewer getViewer() {
    throw new UnsupportedOperationException();
  }

  public TableSettings getSettings() {
    throw new UnsupportedOperationException();
  }

  public SelectionState getSelectionState() {
    throw new UnsupportedOperationException();
  }

  public void setSelectionState(SelectionState state) {
    throw new UnsupportedOperationException();
  }
}
