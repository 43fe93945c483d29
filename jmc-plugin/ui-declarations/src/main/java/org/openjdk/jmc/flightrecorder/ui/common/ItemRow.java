package org.openjdk.jmc.flightrecorder.ui.common;

import java.awt.Graphics2D;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.ui.charts.IRenderedRow;
import org.openjdk.jmc.ui.charts.IXDataRenderer;
import org.openjdk.jmc.ui.charts.SubdividedQuantityRange;

public class ItemRow implements IXDataRenderer {
  public ItemRow(String name, String description, IXDataRenderer renderer, IItemCollection items) {
    throw new UnsupportedOperationException();
  }

  @Override
  public IRenderedRow render(Graphics2D context, SubdividedQuantityRange xRange, int height) {
    throw new UnsupportedOperationException();
  }
}
