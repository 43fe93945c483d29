package org.openjdk.jmc.flightrecorder.ui.common;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.swt.widgets.Composite;
import org.openjdk.jmc.common.item.IAccessorFactory;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.ContentType;
import org.openjdk.jmc.ui.column.ColumnManager;
import org.openjdk.jmc.ui.column.TableSettings;

public class ItemHistogram {
  public static class ItemHistogramBuilder {
    public void addColumn(
        String colId,
        Function<IItemCollection, ?> valueFunction,
        String name,
        String description,
        int style) {
      throw new UnsupportedOperationException();
    }

    public void addPercentageColumn(
        String colId,
        BiFunction<IItemCollection, IItemCollection, ?> valueFunction,
        String name,
        String description,
        int style) {
      throw new UnsupportedOperationException();
    }

    public <T> ItemHistogram buildWithoutBorder(
        Composite container,
        String colLabel,
        ContentType<? super T> keyType,
        IAccessorFactory<T> classifier,
        TableSettings tableSettings,
        ColumnLabelProvider labelProvider) {
      throw new UnsupportedOperationException();
    }
  }

  public static class HistogramSelection {
    public int getRowCount() {
      throw new UnsupportedOperationException();
    }

    public IItemCollection getItems() {
      throw new UnsupportedOperationException();
    }

    public <T> Stream<T> getSelectedRows(BiFunction<Object, IItemCollection, T> rowBuilder) {
      throw new UnsupportedOperationException();
    }
  }

  public static final String KEY_COL_ID = "itemhistogram.key";

  public ColumnManager getManager() {
    throw new UnsupportedOperationException();
  }

  public HistogramSelection getAllRows() {
    throw new UnsupportedOperationException();
  }

  public HistogramSelection getSelection() {
    throw new UnsupportedOperationException();
  }

  public void show(IItemCollection items) {
    throw new UnsupportedOperationException();
  }
}
