package io.schedprobe.jmc.page.chart;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.jmc.page.Messages;
import io.schedprobe.jmc.page.waits.ThreadKey;
import io.schedprobe.jmc.page.waits.WaitItem;
import io.schedprobe.jmc.page.waits.Waits;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemCollectionToolkit;
import org.openjdk.jmc.flightrecorder.JfrAttributes;
import org.openjdk.jmc.ui.charts.AWTChartToolkit.IColorProvider;
import org.openjdk.jmc.ui.charts.IRenderedRow;
import org.openjdk.jmc.ui.charts.IXDataRenderer;
import org.openjdk.jmc.ui.charts.QuantitySeries;
import org.openjdk.jmc.ui.charts.RendererToolkit;
import org.openjdk.jmc.ui.charts.SpanRenderer;
import org.openjdk.jmc.ui.charts.SubdividedQuantityRange;

/**
 * What the chart draws: a heat map of lengths, below it a lane for each thread with its waits in
 * the colours of their causes, and where the thread was throttled a strip for that.
 */
public final class TimeLine implements IXDataRenderer {
  private static final double HEAT_WEIGHT = 4;
  private static final double WAITS_WEIGHT = 3;
  private static final double THROTTLING_WEIGHT = 1;

  private final Waits waits;
  private final Causes causes;
  private IXDataRenderer content = RendererToolkit.empty();
  private int shown;
  private int known;

  public TimeLine(Waits waits, Causes causes) {
    this.waits = waits;
    this.causes = causes;
  }

  /**
   * Draws these waits from now on.
   *
   * @param selected in the order in which they began
   * @param hidden ids of causes that are not drawn in the lanes
   * @param most lanes for which there is room; the threads that waited longest have them
   */
  public void show(List<WaitItem> selected, Set<String> hidden, int most) {
    List<WaitItem> visible =
        hidden.isEmpty()
            ? selected
            : selected.stream().filter(w -> !hidden.contains(causes.of(w).id())).toList();
    Map<ThreadKey, List<WaitItem>> byThread = new HashMap<>();
    for (WaitItem wait : visible) {
      byThread.computeIfAbsent(wait.thread(), t -> new ArrayList<>()).add(wait);
    }
    List<ThreadKey> longest = waits.longest(byThread.keySet(), Math.max(1, most));
    List<IXDataRenderer> rows = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    rows.add(new LengthsRow(visible));
    weights.add(HEAT_WEIGHT);
    for (ThreadKey thread : longest) {
      rows.add(lane(thread, byThread.get(thread)));
      weights.add(1.0);
    }
    content = RendererToolkit.weightedRows(rows, weights);
    shown = longest.size();
    known = byThread.size();
  }

  /** Number of lanes. */
  public int shown() {
    return shown;
  }

  /** Number of threads that have waits to show. */
  public int known() {
    return known;
  }

  /** Lanes that fit into a height, beside the heat map. */
  public static int lanesIn(int pixels, int laneHeight) {
    return Math.max(1, (int) (pixels / (double) laneHeight - HEAT_WEIGHT));
  }

  private ThreadLane lane(ThreadKey thread, List<WaitItem> own) {
    IItemCollection items = ItemCollectionToolkit.build(own.stream().map(WaitItem::item));
    List<IItem> throttled =
        own.stream().map(WaitItem::throttling).filter(Objects::nonNull).toList();
    IXDataRenderer spans = spans(items, item -> causes.of(waits.waitOf(item)).color());
    if (!throttled.isEmpty()) {
      Color color = Causes.color(Share.THROTTLED);
      IXDataRenderer strip =
          spans(ItemCollectionToolkit.build(throttled.stream()), unused -> color);
      spans =
          RendererToolkit.weightedRows(
              List.of(spans, strip), List.of(WAITS_WEIGHT, THROTTLING_WEIGHT));
    }
    long waited = own.stream().mapToLong(WaitItem::waited).sum();
    String description =
        Messages.bind(Messages.TimeLine_LANE_DESC, own.size(), Quantity.time(waited));
    return new ThreadLane(thread, waits.label(thread), description, spans, items);
  }

  private static IXDataRenderer spans(IItemCollection items, IColorProvider<IItem> colors) {
    return SpanRenderer.withBoundaries(
        QuantitySeries.max(items, JfrAttributes.START_TIME, JfrAttributes.END_TIME), colors);
  }

  @Override
  public IRenderedRow render(Graphics2D context, SubdividedQuantityRange range, int height) {
    return content.render(context, range, height);
  }
}
