package org.openjdk.jmc.ui.misc;

import org.eclipse.jface.action.IMenuManager;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

public class ChartCanvas extends Canvas {
  public ChartCanvas(Composite parent) {
    super(parent, 0);
    throw new UnsupportedOperationException();
  }

  public IMenuManager getContextMenu() {
    throw new UnsupportedOperationException();
  }

  public void redrawChart() {
    throw new UnsupportedOperationException();
  }
}
