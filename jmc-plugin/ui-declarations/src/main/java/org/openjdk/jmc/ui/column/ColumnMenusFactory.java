package org.openjdk.jmc.ui.column;

import org.openjdk.jmc.ui.handlers.MCContextMenuManager;

public class ColumnMenusFactory {
  public static void addDefaultMenus(ColumnManager columnManager, MCContextMenuManager manager) {
    throw new UnsupportedOperationException();
  }
}
