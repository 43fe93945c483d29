package org.openjdk.jmc.ui.handlers;

import org.eclipse.jface.action.MenuManager;
import org.eclipse.swt.widgets.Control;

/** The context menu of a control. */
public class MCContextMenuManager extends MenuManager {
  public static MCContextMenuManager create(Control control) {
    MCContextMenuManager manager = new MCContextMenuManager();
    control.setMenu(manager.createContextMenu(control));
    control.setData("menu", manager);
    return manager;
  }
}
