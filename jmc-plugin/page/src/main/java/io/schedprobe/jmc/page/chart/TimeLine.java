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
import org.openjdk.jmc.ui.charts.IRenderedRow;
import org.openjdk.jmc.ui.charts.IXDataRenderer;
import org.openjdk.jmc.ui.charts.RendererToolkit;
import org.openjdk.jmc.ui.charts.SubdividedQuantityRange;

/**
 * What the chart draws: a heat map of lengths, below it a lane for each thread with its waits in
 * the colours of their causes, and where the thread was throttled a strip for that.
 */
public final class TimeLine implements IXDataRenderer {
  private static final double HEAT_WEIGHT = 4;
  private static final double WAITS_WEIGHT = 3;
  private static final double THROTTLING_WEIGHT = 1;

  private Content content = new Content(RendererToolkit.empty(), 0, 0);
  private IRenderedRow drawn;

  /**
   * What to draw; immutable.
   *
   * @param shown number of lanes
   * @param known number of threads that have waits to show
   */
  public record Content(IXDataRenderer rows, int shown, int known) {

    /** Whether a chart with room for so many lanes would show others. */
    public boolean differsWith(int most) {
      return Math.min(Math.max(1, most), known) != shown;
    }
  }

  /**
   * Rows for these waits.
   *
   * @param selected in the order in which they began
   * @param hidden ids of causes that are not drawn in the lanes
   * @param most lanes for which there is room; the threads that waited longest have them
   */
  public static Content contentOf(
      Waits waits, Causes causes, List<WaitItem> selected, Set<String> hidden, int most) {
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
      rows.add(lane(waits, causes, thread, byThread.get(thread)));
      weights.add(1.0);
    }
    return new Content(
        RendererToolkit.weightedRows(rows, weights), longest.size(), byThread.size());
  }

  /** Draws this from now on. */
  public void show(Content next) {
    content = next;
  }

  public Content content() {
    return content;
  }

  /**
   * Middles of rows as they were drawn last, in pixels from the top.
   *
   * @param lanes threads whose lanes to look for; if there are none, the row above them
   */
  public int[] middlesOf(Set<ThreadKey> lanes) {
    List<Integer> middles = new ArrayList<>();
    int top = 0;
    for (IRenderedRow row : drawn == null ? List.<IRenderedRow>of() : drawn.getNestedRows()) {
      if (row.getPayload() instanceof ThreadLane lane
          ? lanes.contains(lane.thread())
          : lanes.isEmpty()) {
        middles.add(top + row.getHeight() / 2);
      }
      top += row.getHeight();
    }
    return middles.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Lanes that fit into a height, beside the heat map. */
  public static int lanesIn(int pixels, int laneHeight) {
    return Math.max(1, (int) (pixels / (double) laneHeight - HEAT_WEIGHT));
  }

  private static ThreadLane lane(Waits waits, Causes causes, ThreadKey thread, List<WaitItem> own) {
    List<IItem> throttled =
        own.stream().map(WaitItem::throttling).filter(Objects::nonNull).toList();
    IXDataRenderer spans =
        new Spans(
            own.stream().map(WaitItem::item).toList(),
            item -> causes.of(waits.waitOf(item)).color());
    if (!throttled.isEmpty()) {
      Color color = Causes.color(Share.THROTTLED);
      spans =
          RendererToolkit.weightedRows(
              List.of(spans, new Spans(throttled, unused -> color)),
              List.of(WAITS_WEIGHT, THROTTLING_WEIGHT));
    }
    long waited = own.stream().mapToLong(WaitItem::waited).sum();
    String description =
        Messages.bind(Messages.TimeLine_LANE_DESC, own.size(), Quantity.time(waited));
    return new ThreadLane(thread, waits.label(thread), description, spans);
  }

  @Override
  public IRenderedRow render(Graphics2D context, SubdividedQuantityRange range, int height) {
    drawn = content.rows().render(context, range, height);
    return drawn;
  }
}
