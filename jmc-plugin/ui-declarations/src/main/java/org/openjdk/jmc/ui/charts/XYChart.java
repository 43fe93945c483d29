package org.openjdk.jmc.ui.charts;

import java.util.function.Consumer;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IRange;

public class XYChart {
  public XYChart(IRange<IQuantity> range, IXDataRenderer rendererRoot, int xOffset) {
    throw new UnsupportedOperationException();
  }

  public Object[] getSelectedRows() {
    throw new UnsupportedOperationException();
  }

  public IRange<IQuantity> getSelectionRange() {
    throw new UnsupportedOperationException();
  }

  public boolean select(IQuantity xStart, IQuantity xEnd, int y1, int y2, boolean clear) {
    throw new UnsupportedOperationException();
  }

  public boolean clearSelection() {
    throw new UnsupportedOperationException();
  }

  public void setVisibleRange(IQuantity rangeStart, IQuantity rangeEnd) {
    throw new UnsupportedOperationException();
  }

  public void addVisibleRangeListener(Consumer<IRange<IQuantity>> rangeListener) {
    throw new UnsupportedOperationException();
  }
}
