package org.openjdk.jmc.ui.charts;

import java.util.List;
import org.openjdk.jmc.common.item.IAttribute;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemToolkit;
import org.openjdk.jmc.common.unit.IQuantity;

/** Spans of events. */
public class QuantitySeries<T> {
  /** An event and its span. */
  record ItemSpan(IItem item, IQuantity start, IQuantity end) {}

  record ItemSpans(List<ItemSpan> spans) implements ISpanSeries<IItem> {}

  public static ISpanSeries<IItem> max(
      IItemCollection items, IAttribute<IQuantity> xAttribute, IAttribute<IQuantity> yAttribute) {
    return new ItemSpans(
        items.stream()
            .flatMap(iterable -> iterable.stream())
            .map(i -> new ItemSpan(i, value(i, xAttribute), value(i, yAttribute)))
            .toList());
  }

  private static IQuantity value(IItem item, IAttribute<IQuantity> attribute) {
    return attribute.getAccessor(ItemToolkit.getItemType(item)).getMember(item);
  }
}
