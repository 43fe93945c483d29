package io.schedprobe.jmc.page.table;

import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.jmc.page.Messages;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** Room for a list, and a line below it that says what the list leaves out. */
final class NotedList {
  private final Composite panel;
  private final Composite list;
  private final Label note;

  NotedList(Composite parent) {
    panel = new Composite(parent, SWT.NONE);
    GridLayout layout = new GridLayout();
    layout.marginWidth = 0;
    layout.marginHeight = 0;
    panel.setLayout(layout);
    panel.setBackground(parent.getBackground());
    list = new Composite(panel, SWT.NONE);
    list.setLayout(new FillLayout());
    list.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
    note = new Label(panel, SWT.NONE);
    note.setBackground(parent.getBackground());
    GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
    data.exclude = true;
    note.setLayoutData(data);
    note.setVisible(false);
  }

  Composite list() {
    return list;
  }

  void tell(int listed, int of) {
    boolean all = listed == of;
    note.setText(
        all
            ? ""
            : Messages.bind(Messages.List_LONGEST, Quantity.count(listed), Quantity.count(of)));
    note.setVisible(!all);
    ((GridData) note.getLayoutData()).exclude = all;
    panel.layout();
  }
}
