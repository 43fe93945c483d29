package org.openjdk.jmc.flightrecorder.ui.common;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IMemberAccessor;
import org.openjdk.jmc.ui.column.ColumnManager;
import org.openjdk.jmc.ui.column.ColumnManager.Column;
import org.openjdk.jmc.ui.column.TableSettings;

/** A table with a row for each event. */
public class ItemList {
  public static class ItemListBuilder {
    private final List<Column> columns = new ArrayList<>();

    public void addColumn(
        String columnId,
        String name,
        String description,
        boolean right,
        IMemberAccessor<?, IItem> accessor) {
      columns.add(
          new Column(
              columnId,
              name,
              description,
              right ? SWT.RIGHT : SWT.NONE,
              row -> accessor.getMember((IItem) row),
              null));
    }

    public ItemList buildWithoutBorder(Composite container, TableSettings tableSettings) {
      return new ItemList(new ColumnManager(container, columns, tableSettings, SWT.VIRTUAL));
    }
  }

  /** How many JMC lists unless its preferences say otherwise. */
  private static final int MOST = 10_000;

  private final ColumnManager manager;

  private ItemList(ColumnManager manager) {
    this.manager = manager;
  }

  public ColumnManager getManager() {
    return manager;
  }

  public Supplier<Stream<? extends IItem>> getSelection() {
    List<?> rows = ((IStructuredSelection) manager.getViewer().getSelection()).toList();
    return () -> rows.stream().map(IItem.class::cast);
  }

  /** As in JMC, the first of all by the column that the table is sorted by. */
  public void show(IItemCollection items) {
    ((TableViewer) manager.getViewer()).getTable().deselectAll();
    manager
        .getViewer()
        .setInput(
            items.stream()
                .flatMap(iterable -> iterable.stream())
                .sorted(manager.sorted())
                .limit(MOST)
                .toArray());
  }
}
