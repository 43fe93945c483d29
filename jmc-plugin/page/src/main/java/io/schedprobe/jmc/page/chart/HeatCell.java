package io.schedprobe.jmc.page.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import org.openjdk.jmc.common.IDisplayable;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.QuantityRange;
import org.openjdk.jmc.ui.charts.IChartInfoVisitor.IBucket;

/** A cell of the heat map, as JMC's tooltips take it. */
record HeatCell(
    String name, Color color, Rectangle2D target, IQuantity from, IQuantity to, IQuantity count)
    implements IBucket {

  @Override
  public IBucket keeper() {
    return this;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Color getColor() {
    return color;
  }

  @Override
  public Rectangle2D getTarget() {
    return target;
  }

  @Override
  public IDisplayable getRange() {
    return QuantityRange.createWithEnd(from, to);
  }

  @Override
  public IDisplayable getStartX() {
    return from;
  }

  @Override
  public IDisplayable getEndX() {
    return to;
  }

  @Override
  public IDisplayable getWidth() {
    return to.subtract(from);
  }

  @Override
  public IDisplayable getY() {
    return count;
  }

  @Override
  public Object getPayload() {
    return null;
  }
}
