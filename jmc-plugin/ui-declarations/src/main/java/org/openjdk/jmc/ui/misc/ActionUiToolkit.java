package org.openjdk.jmc.ui.misc;

import java.util.stream.Stream;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.viewers.CheckboxTableViewer;
import org.eclipse.swt.widgets.Composite;

public class ActionUiToolkit {
  public static CheckboxTableViewer buildCheckboxViewer(Composite parent, Stream<IAction> actions) {
    throw new UnsupportedOperationException();
  }
}
