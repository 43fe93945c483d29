package org.openjdk.jmc.flightrecorder.ui.common;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.openjdk.jmc.common.item.IAccessorFactory;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemCollectionToolkit;
import org.openjdk.jmc.common.item.ItemToolkit;
import org.openjdk.jmc.common.unit.ContentType;
import org.openjdk.jmc.ui.column.ColumnManager;
import org.openjdk.jmc.ui.column.ColumnManager.Column;
import org.openjdk.jmc.ui.column.TableSettings;

/** A table with a row for each key that events have. */
public class ItemHistogram {
  /** Rows of one key are equal. */
  private record Row(Object key, IItemCollection items, IItemCollection all) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Row row && Objects.equals(row.key, key);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(key);
    }
  }

  public static class ItemHistogramBuilder {
    private final List<Column> columns = new ArrayList<>();

    public void addColumn(
        String colId,
        Function<IItemCollection, ?> valueFunction,
        String name,
        String description,
        int style) {
      columns.add(
          new Column(
              colId,
              name,
              description,
              style,
              row -> valueFunction.apply(((Row) row).items()),
              null));
    }

    public void addPercentageColumn(
        String colId,
        BiFunction<IItemCollection, IItemCollection, ?> valueFunction,
        String name,
        String description,
        int style) {
      columns.add(
          new Column(
              colId,
              name,
              description,
              style,
              row -> valueFunction.apply(((Row) row).items(), ((Row) row).all()),
              null));
    }

    public <T> ItemHistogram buildWithoutBorder(
        Composite container,
        String colLabel,
        ContentType<? super T> keyType,
        IAccessorFactory<T> classifier,
        TableSettings tableSettings,
        ColumnLabelProvider labelProvider) {
      List<Column> all = new ArrayList<>();
      all.add(
          new Column(
              KEY_COL_ID, colLabel, null, SWT.NONE, row -> ((Row) row).key(), labelProvider));
      all.addAll(columns);
      return new ItemHistogram(
          new ColumnManager(container, all, tableSettings, SWT.NONE), classifier);
    }
  }

  public static class HistogramSelection {
    private final List<?> rows;

    HistogramSelection(List<?> rows) {
      this.rows = rows;
    }

    public int getRowCount() {
      return rows.size();
    }

    public IItemCollection getItems() {
      return ItemCollectionToolkit.merge(() -> rows.stream().map(row -> ((Row) row).items()));
    }

    public <T> Stream<T> getSelectedRows(BiFunction<Object, IItemCollection, T> rowBuilder) {
      return rows.stream().map(row -> rowBuilder.apply(((Row) row).key(), ((Row) row).items()));
    }
  }

  public static final String KEY_COL_ID = "itemhistogram.key";

  private final ColumnManager manager;
  private final IAccessorFactory<?> classifier;

  private ItemHistogram(ColumnManager manager, IAccessorFactory<?> classifier) {
    this.manager = manager;
    this.classifier = classifier;
  }

  public ColumnManager getManager() {
    return manager;
  }

  public HistogramSelection getAllRows() {
    Table table = (Table) manager.getViewer().getControl();
    return new HistogramSelection(Stream.of(table.getItems()).map(TableItem::getData).toList());
  }

  public HistogramSelection getSelection() {
    return new HistogramSelection(
        ((IStructuredSelection) manager.getViewer().getSelection()).toList());
  }

  public void show(IItemCollection items) {
    Map<Object, List<IItem>> byKey = new LinkedHashMap<>();
    items.stream()
        .flatMap(iterable -> iterable.stream())
        .forEach(item -> byKey.computeIfAbsent(key(item), k -> new ArrayList<>()).add(item));
    manager
        .getViewer()
        .setInput(
            byKey.entrySet().stream()
                .map(
                    e ->
                        new Row(
                            e.getKey(), ItemCollectionToolkit.build(e.getValue().stream()), items))
                .toArray());
  }

  private Object key(IItem item) {
    return classifier.getAccessor(ItemToolkit.getItemType(item)).getMember(item);
  }
}
