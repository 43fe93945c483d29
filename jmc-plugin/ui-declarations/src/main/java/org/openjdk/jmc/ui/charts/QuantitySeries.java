package org.openjdk.jmc.ui.charts;

import org.openjdk.jmc.common.item.IAttribute;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.IQuantity;

public class QuantitySeries<T> {
  public static ISpanSeries<IItem> max(
      IItemCollection items, IAttribute<IQuantity> xAttribute, IAttribute<IQuantity> yAttribute) {
    throw new UnsupportedOperationException();
  }
}
