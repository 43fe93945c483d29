package org.openjdk.jmc.ui.charts;

import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IRange;
import org.openjdk.jmc.common.unit.QuantityRange;
import org.openjdk.jmc.common.unit.UnitLookup;

/** A range of time laid over pixels. */
public class SubdividedQuantityRange implements IRange<IQuantity> {
  private final IRange<IQuantity> range;
  private final int pixels;

  public SubdividedQuantityRange(
      IQuantity rangeStart, IQuantity rangeEnd, int pixelExtent, int minPixelsPerSubdivider) {
    range = QuantityRange.createWithEnd(rangeStart, rangeEnd);
    pixels = pixelExtent;
  }

  @Override
  public IQuantity getStart() {
    return range.getStart();
  }

  @Override
  public IQuantity getEnd() {
    return range.getEnd();
  }

  @Override
  public IQuantity getCenter() {
    return range.getCenter();
  }

  @Override
  public IQuantity getExtent() {
    return range.getExtent();
  }

  @Override
  public boolean isPoint() {
    return range.isPoint();
  }

  @Override
  public String displayUsing(String formatHint) {
    return range.displayUsing(formatHint);
  }

  public int getPixelExtent() {
    return pixels;
  }

  private double nanosPerPixel() {
    return (double) range.getExtent().clampedLongValueIn(UnitLookup.NANOSECOND) / pixels;
  }

  public double getPixel(IQuantity value) {
    return value.subtract(range.getStart()).clampedLongValueIn(UnitLookup.NANOSECOND)
        / nanosPerPixel();
  }

  public IQuantity getQuantityAtPixel(Number pixel) {
    long nanos = Math.round(pixel.doubleValue() * nanosPerPixel());
    return range.getStart().add(UnitLookup.NANOSECOND.quantity(nanos));
  }
}
