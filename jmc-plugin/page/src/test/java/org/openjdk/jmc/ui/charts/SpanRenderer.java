package org.openjdk.jmc.ui.charts;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.ui.charts.AWTChartToolkit.IColorProvider;
import org.openjdk.jmc.ui.charts.QuantitySeries.ItemSpan;
import org.openjdk.jmc.ui.charts.QuantitySeries.ItemSpans;

/** Draws a box for each span. */
public class SpanRenderer<T> implements IXDataRenderer {
  private final ItemSpans series;
  private final IColorProvider<IItem> colors;

  private SpanRenderer(ItemSpans series, IColorProvider<IItem> colors) {
    this.series = series;
    this.colors = colors;
  }

  @SuppressWarnings("unchecked") // Spans are of events here.
  public static <T> IXDataRenderer withBoundaries(
      ISpanSeries<T> series, IColorProvider<? super T> colorProvider) {
    return new SpanRenderer<T>((ItemSpans) series, (IColorProvider<IItem>) colorProvider);
  }

  @Override
  public IRenderedRow render(Graphics2D context, SubdividedQuantityRange xRange, int height) {
    for (ItemSpan span : series.spans()) {
      int from = (int) xRange.getPixel(span.start());
      int to = (int) xRange.getPixel(span.end());
      context.setPaint(colors.getColor(span.item()));
      context.fillRect(from, 0, Math.max(1, to - from), height);
      context.setPaint(Color.DARK_GRAY);
      context.drawLine(to, 0, to, height - 1);
    }
    return new RenderedRowBase(List.of(), height, null, null, null);
  }
}
