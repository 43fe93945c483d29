package org.openjdk.jmc.ui.charts;

import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IRange;

public class SubdividedQuantityRange implements IRange<IQuantity> {
  public SubdividedQuantityRange(
      IQuantity rangeStart, IQuantity rangeEnd, int pixelExtent, int minPixelsPerSubdivider) {
    throw new UnsupportedOperationException();
  }

  @Override
  public IQuantity getStart() {
    throw new UnsupportedOperationException();
  }

  @Override
  public IQuantity getEnd() {
    throw new UnsupportedOperationException();
  }

  @Override
  public IQuantity getCenter() {
    throw new UnsupportedOperationException();
  }

  @Override
  public IQuantity getExtent() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isPoint() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String displayUsing(String formatHint) {
    throw new UnsupportedOperationException();
  }

  public int getPixelExtent() {
    throw new UnsupportedOperationException();
  }

  public double getPixel(IQuantity value) {
    throw new UnsupportedOperationException();
  }

  public IQuantity getQuantityAtPixel(Number pixel) {
    throw new UnsupportedOperationException();
  }
}
