package io.schedprobe.jmc.page.table;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
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

  /** What the events of a row stand for, each once. */
  static <T> Set<T> distinct(IItemCollection row, Function<IItem, T> meaning) {
    Set<T> all = new LinkedHashSet<>();
    items(row).map(meaning).filter(Objects::nonNull).forEach(all::add);
    return all;
  }

  static Stream<IItem> items(IItemCollection row) {
    return row.stream().flatMap(iterable -> iterable.stream());
  }

  static IQuantity time(long nanos) {
    return UnitLookup.NANOSECOND.quantity(nanos);
  }

  static IQuantity count(long number) {
    return UnitLookup.NUMBER_UNITY.quantity(number);
  }

  /** A percentage; null where there is no whole. */
  static IQuantity part(long part, long whole) {
    return whole <= 0 ? null : UnitLookup.PERCENT.quantity(100.0 * part / whole);
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
