package org.openjdk.jmc.ui.misc;

import java.util.stream.Stream;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.CheckboxTableViewer;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;

/** Actions as a table of check boxes. */
public class ActionUiToolkit {
  public static CheckboxTableViewer buildCheckboxViewer(Composite parent, Stream<IAction> actions) {
    CheckboxTableViewer viewer = CheckboxTableViewer.newCheckList(parent, SWT.BORDER);
    viewer.setContentProvider(ArrayContentProvider.getInstance());
    viewer.setLabelProvider(
        new ColumnLabelProvider() {
          @Override
          public String getText(Object action) {
            return ((IAction) action).getText();
          }

          @Override
          public Image getImage(Object action) {
            return ((IAction) action).getImageDescriptor().createImage();
          }
        });
    viewer.setInput(actions.toArray());
    for (Object action : (Object[]) viewer.getInput()) {
      viewer.setChecked(action, ((IAction) action).isChecked());
    }
    viewer.addCheckStateListener(
        event -> {
          IAction action = (IAction) event.getElement();
          action.setChecked(event.getChecked());
          action.run();
        });
    return viewer;
  }
}
