package org.openjdk.jmc.ui.charts;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import org.openjdk.jmc.common.IDisplayable;

public interface IChartInfoVisitor {
  public interface IBucket {
    IBucket keeper();

    String getName();

    Color getColor();

    Rectangle2D getTarget();

    IDisplayable getRange();

    IDisplayable getStartX();

    IDisplayable getEndX();

    IDisplayable getWidth();

    IDisplayable getY();

    Object getPayload();
  }

  void visit(IBucket bucket);
}
