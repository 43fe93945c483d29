package org.openjdk.jmc.ui.charts;

import java.awt.Point;
import java.util.List;

public class RenderedRowBase implements IRenderedRow {
  public RenderedRowBase(
      List<IRenderedRow> children, int height, String text, String description, Object payload) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<IRenderedRow> getNestedRows() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String getName() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String getDescription() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int getHeight() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Object getPayload() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void infoAt(IChartInfoVisitor visitor, int x, int y, Point offset) {
    throw new UnsupportedOperationException();
  }
}
