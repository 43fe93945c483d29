package org.openjdk.jmc.ui.charts;

import java.awt.Graphics2D;
import org.openjdk.jmc.ui.charts.AWTChartToolkit.IColorProvider;

public class SpanRenderer<T> implements IXDataRenderer {
  private SpanRenderer() {}

  public static <T> IXDataRenderer withBoundaries(
      ISpanSeries<T> series, IColorProvider<? super T> colorProvider) {
    throw new UnsupportedOperationException();
  }

  @Override
  public IRenderedRow render(Graphics2D context, SubdividedQuantityRange xRange, int height) {
    throw new UnsupportedOperationException();
  }
}
