package org.openjdk.jmc.ui.column;

import org.eclipse.jface.action.Separator;
import org.openjdk.jmc.ui.handlers.MCContextMenuManager;

/** Adds a place for the menus of a table. */
public class ColumnMenusFactory {
  public static void addDefaultMenus(ColumnManager columnManager, MCContextMenuManager manager) {
    manager.add(new Separator("columns"));
  }
}
