package org.openjdk.jmc.ui.charts;

import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows above each other. */
public class RendererToolkit {
  public static IXDataRenderer weightedRows(List<IXDataRenderer> rows, List<Double> weights) {
    return (context, range, height) -> {
      double weightLeft = weights.stream().mapToDouble(Double::doubleValue).sum();
      int heightLeft = height;
      List<IRenderedRow> drawn = new ArrayList<>();
      AffineTransform before = context.getTransform();
      for (int i = 0; i < rows.size(); i++) {
        int own = (int) Math.round(heightLeft / weightLeft * weights.get(i));
        weightLeft -= weights.get(i);
        heightLeft -= own;
        drawn.add(rows.get(i).render(context, range, own));
        context.translate(0, own);
      }
      context.setTransform(before);
      return new RenderedRowBase(drawn, height, null, null, null) {
        @Override
        public void infoAt(IChartInfoVisitor visitor, int x, int y, java.awt.Point offset) {
          int top = 0;
          for (IRenderedRow row : drawn) {
            if (y >= top && y < top + row.getHeight()) {
              row.infoAt(visitor, x, y - top, new java.awt.Point(offset.x, offset.y + top));
            }
            top += row.getHeight();
          }
        }
      };
    };
  }

  public static IXDataRenderer uniformRows(List<IXDataRenderer> rows) {
    return weightedRows(rows, Collections.nCopies(rows.size(), 1.0));
  }

  public static IXDataRenderer empty() {
    return (context, range, height) -> new RenderedRowBase(List.of(), height, null, null, null);
  }
}
