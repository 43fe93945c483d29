package org.openjdk.jmc.ui.charts;

import java.awt.Point;
import java.util.List;

/** A row as it was drawn. */
public class RenderedRowBase implements IRenderedRow {
  private final List<IRenderedRow> children;
  private final int height;
  private final String text;
  private final String description;
  private final Object payload;

  public RenderedRowBase(
      List<IRenderedRow> children, int height, String text, String description, Object payload) {
    this.children = children;
    this.height = height;
    this.text = text;
    this.description = description;
    this.payload = payload;
  }

  @Override
  public List<IRenderedRow> getNestedRows() {
    return children;
  }

  @Override
  public String getName() {
    return text;
  }

  @Override
  public String getDescription() {
    return description;
  }

  @Override
  public int getHeight() {
    return height;
  }

  @Override
  public Object getPayload() {
    return payload;
  }

  @Override
  public void infoAt(IChartInfoVisitor visitor, int x, int y, Point offset) {}
}
