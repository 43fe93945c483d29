package io.schedprobe.jmc.page.table;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Table;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.item.IAccessorFactory;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IMemberAccessor;
import org.openjdk.jmc.common.item.IType;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.ui.common.ItemHistogram;
import org.openjdk.jmc.ui.column.TableSettings;

/** What the tables have in common. */
final class Rows {
  static final int RIGHT = SWT.RIGHT;

  private Rows() {}

  /** What the event of a row stands for; null if it has none. */
  static <T> T first(IItemCollection row, Function<IItem, T> meaning) {
    return row.stream()
        .flatMap(iterable -> iterable.stream())
        .findFirst()
        .map(meaning)
        .orElse(null);
  }

  static IQuantity time(long nanos) {
    return UnitLookup.NANOSECOND.quantity(nanos);
  }

  static IQuantity count(long number) {
    return UnitLookup.NUMBER_UNITY.quantity(number);
  }

  /** A percentage; null where there is no whole. */
  static IQuantity part(long part, long whole) {
    // No finer than a thousandth, or JMC takes to powers of ten.
    return whole <= 0
        ? null
        : UnitLookup.PERCENT.quantity(Math.round(100_000.0 * part / whole) / 1000.0);
  }

  /** Rows are told apart by what their events stand for. */
  static <K> IAccessorFactory<K> by(Function<IItem, K> key) {
    return new IAccessorFactory<>() {
      @Override
      public <D> IMemberAccessor<? extends K, D> getAccessor(IType<D> type) {
        return item -> key.apply((IItem) item);
      }
    };
  }

  /** The kept settings, or those for a table that was never shown. */
  static TableSettings settings(IState state, TableSettings otherwise) {
    return state == null ? otherwise : new TableSettings(state);
  }

  /** Keys of the selected rows. */
  static <K> Set<K> selected(ItemHistogram table, Class<K> type) {
    Set<K> keys = new LinkedHashSet<>();
    table
        .getSelection()
        .getSelectedRows((key, items) -> key)
        .forEach(key -> keys.add(type.cast(key)));
    return keys;
  }

  /** Selects the rows that have these keys, and no others; no listener is told. */
  static void select(ItemHistogram table, Set<?> keys) {
    Table rows = (Table) table.getManager().getViewer().getControl();
    rows.deselectAll();
    if (!keys.isEmpty()) {
      List<Object> shown = table.getAllRows().<Object>getSelectedRows((key, items) -> key).toList();
      rows.select(
          IntStream.range(0, shown.size()).filter(i -> keys.contains(shown.get(i))).toArray());
    }
  }

  static TableSettings.ColumnSettings column(String id, int width) {
    return new TableSettings.ColumnSettings(id, false, width, null);
  }

  static TableSettings.ColumnSettings descending(String id, int width) {
    return new TableSettings.ColumnSettings(id, false, width, false);
  }

  static TableSettings.ColumnSettings hidden(String id, int width) {
    return new TableSettings.ColumnSettings(id, true, width, false);
  }
}
