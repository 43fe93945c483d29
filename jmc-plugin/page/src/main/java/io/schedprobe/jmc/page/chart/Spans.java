package io.schedprobe.jmc.page.chart;

import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.ItemCollectionToolkit;
import org.openjdk.jmc.common.item.ItemToolkit;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrAttributes;
import org.openjdk.jmc.ui.charts.AWTChartToolkit.IColorProvider;
import org.openjdk.jmc.ui.charts.IRenderedRow;
import org.openjdk.jmc.ui.charts.IXDataRenderer;
import org.openjdk.jmc.ui.charts.QuantitySeries;
import org.openjdk.jmc.ui.charts.SpanRenderer;
import org.openjdk.jmc.ui.charts.SubdividedQuantityRange;

/**
 * Draws events as spans, as JMC does, which asks each event at each drawing where it is and draws
 * one for each pixel in which some begin: the one that ends last. Here the others are left out
 * before, by numbers that are known.
 */
final class Spans implements IXDataRenderer {
  /** Finer than what is drawn, whichever way that is rounded. */
  private static final int PARTS_OF_A_PIXEL = 2;

  private final IItem[] items;
  private final long[] starts;
  private final long[] ends;
  private final long longest;
  private final IColorProvider<IItem> colors;

  private record Span(IItem item, long start, long end) {
    static Span of(IItem item) {
      return new Span(
          item,
          nanos(
              JfrAttributes.START_TIME.getAccessor(ItemToolkit.getItemType(item)).getMember(item)),
          nanos(JfrAttributes.END_TIME.getAccessor(ItemToolkit.getItemType(item)).getMember(item)));
    }
  }

  Spans(List<IItem> events, IColorProvider<IItem> colors) {
    List<Span> spans =
        events.stream().map(Span::of).sorted(Comparator.comparingLong(Span::start)).toList();
    items = spans.stream().map(Span::item).toArray(IItem[]::new);
    starts = spans.stream().mapToLong(Span::start).toArray();
    ends = spans.stream().mapToLong(Span::end).toArray();
    longest = spans.stream().mapToLong(s -> s.end() - s.start()).max().orElse(0);
    this.colors = colors;
  }

  private static long nanos(IQuantity time) {
    return time.clampedLongValueIn(UnitLookup.EPOCH_NS);
  }

  /** The events that can be seen in a range. */
  Set<IItem> visible(long from, long to, int pixels) {
    int parts = Math.max(1, pixels) * PARTS_OF_A_PIXEL;
    int[] last = new int[parts + 1];
    Arrays.fill(last, -1);
    double perNano = (double) parts / Math.max(1, to - from);
    int first = Arrays.binarySearch(starts, from - longest);
    first = first < 0 ? -first - 1 : first;
    while (first > 0 && starts[first - 1] == from - longest) {
      first--;
    }
    for (int i = first; i < starts.length && starts[i] <= to; i++) {
      if (ends[i] >= from) {
        int part = (int) (Math.max(0, starts[i] - from) * perNano);
        if (last[part] < 0 || ends[i] > ends[last[part]]) {
          last[part] = i;
        }
      }
    }
    Set<IItem> visible = new LinkedHashSet<>();
    for (int i : last) {
      if (i >= 0) {
        visible.add(items[i]);
      }
    }
    return visible;
  }

  @Override
  public IRenderedRow render(Graphics2D context, SubdividedQuantityRange range, int height) {
    Set<IItem> visible =
        visible(nanos(range.getStart()), nanos(range.getEnd()), range.getPixelExtent());
    return SpanRenderer.withBoundaries(
            QuantitySeries.max(
                ItemCollectionToolkit.build(visible.stream()),
                JfrAttributes.START_TIME,
                JfrAttributes.END_TIME),
            colors)
        .render(context, range, height);
  }
}
