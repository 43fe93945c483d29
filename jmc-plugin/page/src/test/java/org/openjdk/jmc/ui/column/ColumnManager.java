package org.openjdk.jmc.ui.column;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jface.viewers.ArrayContentProvider;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ColumnViewer;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.viewers.ViewerComparator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.openjdk.jmc.common.util.TypeHandling;
import org.openjdk.jmc.ui.column.TableSettings.ColumnSettings;

/** The columns of a table as its settings say. */
public class ColumnManager {
  public static class SelectionState {
    private final int[] rows;

    private SelectionState(int[] rows) {
      this.rows = rows;
    }
  }

  /** A column; the labels, where there are any, are asked with the value. */
  public record Column(
      String id,
      String name,
      String description,
      int style,
      Function<Object, Object> value,
      ColumnLabelProvider labels) {}

  private final TableViewer viewer;
  private final TableSettings settings;
  private Comparator<Object> sorted = Comparator.comparing(row -> 0);

  /**
   * Makes a table.
   *
   * @param style VIRTUAL, or NONE
   */
  public ColumnManager(Composite parent, List<Column> columns, TableSettings settings, int style) {
    this.settings = settings;
    viewer =
        new TableViewer(
            parent, SWT.MULTI | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.H_SCROLL | style);
    viewer.setContentProvider(ArrayContentProvider.getInstance());
    viewer.getTable().setHeaderVisible(true);
    viewer.getTable().setLinesVisible(true);
    List<Column> left = new ArrayList<>(columns);
    for (ColumnSettings setting : settings.columns()) {
      Column column =
          columns.stream().filter(c -> c.id().equals(setting.id())).findFirst().orElseThrow();
      left.remove(column);
      if (!Boolean.TRUE.equals(setting.hidden())) {
        show(column, setting);
      }
      if (column.id().equals(settings.orderBy())) {
        sort(column, !Boolean.FALSE.equals(setting.ascending()));
      }
    }
    if (!left.isEmpty()) {
      throw new IllegalArgumentException("no settings for " + left);
    }
  }

  private void show(Column column, ColumnSettings setting) {
    TableViewerColumn shown = new TableViewerColumn(viewer, column.style());
    shown.getColumn().setText(column.name());
    shown.getColumn().setToolTipText(column.description());
    shown.getColumn().setWidth(setting.width() == null ? 100 : setting.width());
    shown.setLabelProvider(
        new ColumnLabelProvider() {
          @Override
          public String getText(Object row) {
            Object value = column.value().apply(row);
            if (column.labels() != null) {
              return column.labels().getText(value);
            }
            return value == null ? "" : TypeHandling.getValueString(value);
          }

          @Override
          public Image getImage(Object row) {
            return column.labels() == null
                ? null
                : column.labels().getImage(column.value().apply(row));
          }
        });
  }

  private void sort(Column column, boolean ascending) {
    @SuppressWarnings("unchecked") // Values of one column can be compared.
    Comparator<Object> order =
        Comparator.comparing(
            row -> (Comparable<Object>) column.value().apply(row),
            Comparator.nullsFirst(Comparator.naturalOrder()));
    sorted = ascending ? order : order.reversed();
    if ((viewer.getTable().getStyle() & SWT.VIRTUAL) != 0) {
      return; // A list is given its rows in order.
    }
    viewer.setComparator(
        new ViewerComparator() {
          @Override
          public int compare(Viewer unused, Object a, Object b) {
            return sorted.compare(a, b);
          }
        });
  }

  /** How rows are sorted. */
  public Comparator<Object> sorted() {
    return sorted;
  }

  public ColumnViewer getViewer() {
    return viewer;
  }

  public TableSettings getSettings() {
    return settings;
  }

  public SelectionState getSelectionState() {
    return new SelectionState(viewer.getTable().getSelectionIndices());
  }

  public void setSelectionState(SelectionState state) {
    viewer.getTable().setSelection(state.rows);
  }
}
