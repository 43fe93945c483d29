package org.openjdk.jmc.ui.charts;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IRange;
import org.openjdk.jmc.common.unit.QuantityRange;

/** Rows over a common time, with their names on the left. */
public class XYChart {
  private final IXDataRenderer root;
  private final int offset;
  private final Set<Object> selectedRows = new HashSet<>();
  private IRange<IQuantity> visible;
  private IRange<IQuantity> selection;
  private Consumer<IRange<IQuantity>> listener = range -> {};
  private SubdividedQuantityRange drawnRange;
  private IRenderedRow drawn;

  public XYChart(IRange<IQuantity> range, IXDataRenderer rendererRoot, int xOffset) {
    visible = range;
    root = rendererRoot;
    offset = xOffset;
  }

  /** What draws the rows. */
  public IXDataRenderer root() {
    return root;
  }

  public Object[] getSelectedRows() {
    return selectedRows.toArray();
  }

  public IRange<IQuantity> getSelectionRange() {
    return selection;
  }

  public void setVisibleRange(IQuantity rangeStart, IQuantity rangeEnd) {
    visible = QuantityRange.createWithEnd(rangeStart, rangeEnd);
    listener.accept(visible);
  }

  public void addVisibleRangeListener(Consumer<IRange<IQuantity>> rangeListener) {
    listener = rangeListener;
  }

  /** Draws the rows, then their names. */
  public void draw(Graphics2D context, int width, int height) {
    context.setPaint(Color.WHITE);
    context.fillRect(0, 0, width, height);
    drawnRange =
        new SubdividedQuantityRange(visible.getStart(), visible.getEnd(), width - offset, 25);
    context.translate(offset, 0);
    drawn = root.render(context, drawnRange, height);
    context.translate(-offset, 0);
    int top = 0;
    for (IRenderedRow row : drawn.getNestedRows()) {
      boolean marked = selectedRows.isEmpty() || selectedRows.contains(row.getPayload());
      context.setPaint(marked ? Color.BLACK : Color.LIGHT_GRAY);
      context.drawString(
          row.getName(), 2, top + row.getHeight() / 2 + context.getFontMetrics().getAscent() / 2);
      context.setPaint(Color.LIGHT_GRAY);
      top += row.getHeight();
      context.drawLine(0, top - 1, width, top - 1);
    }
  }

  /**
   * Selects the rows and the time between two points; the whole time if they are above each other.
   */
  public boolean select(int x1, int x2, int y1, int y2, boolean clear) {
    boolean ranged = x1 != x2;
    return select(
        ranged ? drawnRange.getQuantityAtPixel(x1 - offset) : null,
        ranged ? drawnRange.getQuantityAtPixel(x2 - offset) : null,
        y1,
        y2,
        clear);
  }

  /** As in JMC, a row that is selected already is not any more. */
  public boolean select(IQuantity xStart, IQuantity xEnd, int y1, int y2, boolean clear) {
    if (clear) {
      selectedRows.clear();
    }
    int top = 0;
    for (IRenderedRow row : drawn.getNestedRows()) {
      if (top + row.getHeight() > y1 && top <= y2 && !selectedRows.remove(row.getPayload())) {
        selectedRows.add(row.getPayload());
      }
      top += row.getHeight();
    }
    selection = xStart == null ? null : QuantityRange.createWithEnd(xStart, xEnd);
    return true;
  }

  public boolean clearSelection() {
    selectedRows.clear();
    selection = null;
    return true;
  }

  /** The rows as they were drawn last. */
  public IRenderedRow drawn() {
    return drawn;
  }

  /** Asks what is at a point. */
  public void infoAt(IChartInfoVisitor visitor, int x, int y) {
    drawn.infoAt(visitor, x - offset, y, new java.awt.Point(offset, 0));
  }

  /** The time range as it was drawn last. */
  public SubdividedQuantityRange drawnRange() {
    return drawnRange;
  }
}
