package org.openjdk.jmc.flightrecorder.ui.common;

import java.awt.Graphics2D;
import java.awt.Point;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.ui.charts.IChartInfoVisitor;
import org.openjdk.jmc.ui.charts.IRenderedRow;
import org.openjdk.jmc.ui.charts.IXDataRenderer;
import org.openjdk.jmc.ui.charts.RenderedRowBase;
import org.openjdk.jmc.ui.charts.SubdividedQuantityRange;

/** A row of a chart with a name; it is what is selected when the row is. */
public class ItemRow implements IXDataRenderer {
  private final String name;
  private final String description;
  private final IXDataRenderer renderer;
  private final IItemCollection items;

  public ItemRow(String name, String description, IXDataRenderer renderer, IItemCollection items) {
    this.name = name;
    this.description = description;
    this.renderer = renderer;
    this.items = items;
  }

  IItemCollection items() {
    return items;
  }

  @Override
  public IRenderedRow render(Graphics2D context, SubdividedQuantityRange xRange, int height) {
    IRenderedRow content = renderer.render(context, xRange, height);
    return new RenderedRowBase(content.getNestedRows(), height, name, description, this) {
      @Override
      public void infoAt(IChartInfoVisitor visitor, int x, int y, Point offset) {
        content.infoAt(visitor, x, y, offset);
      }
    };
  }
}
