package io.schedprobe.jmc.page.chart;

import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.jmc.page.Messages;
import io.schedprobe.jmc.page.waits.WaitItem;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.ui.charts.IChartInfoVisitor;
import org.openjdk.jmc.ui.charts.IRenderedRow;
import org.openjdk.jmc.ui.charts.IXDataRenderer;
import org.openjdk.jmc.ui.charts.RenderedRowBase;
import org.openjdk.jmc.ui.charts.SubdividedQuantityRange;

/**
 * Lengths of waits over time: the darker a cell, the more waits of such a length began at that
 * time. The scale of lengths is logarithmic, four rows for each factor of ten.
 */
final class HeatMap implements IXDataRenderer {
  private static final int CELL_WIDTH = 6;
  private static final int ROWS_PER_DECADE = 4;
  private static final Color LIGHT = new Color(0xFDDBC7);
  private static final Color DARK = new Color(0x67001F);

  private final long[] starts;
  private final byte[] rowOf;
  private final int lowest;
  private final int rows;

  /**
   * Of these waits.
   *
   * @param waits in the order in which they began
   */
  HeatMap(List<WaitItem> waits) {
    starts = waits.stream().mapToLong(WaitItem::start).toArray();
    rowOf = new byte[starts.length];
    int low = Integer.MAX_VALUE;
    int high = Integer.MIN_VALUE;
    for (int i = 0; i < rowOf.length; i++) {
      int row = row(waits.get(i).waited());
      rowOf[i] = (byte) row; // 76 for the largest number that there is
      low = Math.min(low, row);
      high = Math.max(high, row);
    }
    // Whole decades, so that the scale stays when little is filtered out.
    lowest =
        waits.isEmpty() ? row(1_000_000) : Math.floorDiv(low, ROWS_PER_DECADE) * ROWS_PER_DECADE;
    int end = waits.isEmpty() ? lowest : Math.floorDiv(high, ROWS_PER_DECADE) * ROWS_PER_DECADE;
    rows = end - lowest + ROWS_PER_DECADE;
  }

  private static int row(long length) {
    return (int) Math.floor(Math.log10((double) Math.max(1, length)) * ROWS_PER_DECADE + 1e-9);
  }

  private static long lengthFrom(int row) {
    return Math.round(Math.pow(10, (double) row / ROWS_PER_DECADE));
  }

  /** Number of waits for each column and row of the visible range. */
  private int[][] count(SubdividedQuantityRange range) {
    int columns = Math.max(1, (range.getPixelExtent() + CELL_WIDTH - 1) / CELL_WIDTH);
    int[][] counts = new int[columns][rows];
    long from = range.getStart().clampedLongValueIn(UnitLookup.EPOCH_NS);
    long to = range.getEnd().clampedLongValueIn(UnitLookup.EPOCH_NS);
    double pixelsPerNano = (double) range.getPixelExtent() / Math.max(1, to - from);
    int first = Arrays.binarySearch(starts, from);
    for (int i = first < 0 ? -first - 1 : first; i < starts.length && starts[i] <= to; i++) {
      int column = (int) ((starts[i] - from) * pixelsPerNano / CELL_WIDTH);
      counts[Math.min(columns - 1, column)][rowOf[i] - lowest]++;
    }
    return counts;
  }

  @Override
  public IRenderedRow render(Graphics2D context, SubdividedQuantityRange range, int height) {
    int[][] counts = count(range);
    int most = 1;
    for (int[] column : counts) {
      for (int count : column) {
        most = Math.max(most, count);
      }
    }
    int width = range.getPixelExtent();
    for (int row = 0; row <= rows; row += ROWS_PER_DECADE) {
      context.setPaint(Color.LIGHT_GRAY);
      context.drawLine(0, top(row - 1, height), width, top(row - 1, height));
    }
    for (int x = 0; x < counts.length; x++) {
      for (int row = 0; row < rows; row++) {
        if (counts[x][row] > 0) {
          context.setPaint(shade(counts[x][row], most));
          int y = top(row, height);
          int right = Math.min(width, (x + 1) * CELL_WIDTH);
          context.fillRect(
              x * CELL_WIDTH, y, right - x * CELL_WIDTH, Math.max(1, top(row - 1, height) - y));
        }
      }
    }
    drawScale(context, height);
    return new Rendered(range, height, counts, most);
  }

  private void drawScale(Graphics2D context, int height) {
    FontMetrics metrics = context.getFontMetrics();
    context.setPaint(Color.DARK_GRAY);
    int free = height;
    for (int row = 0; row <= rows; row += ROWS_PER_DECADE) {
      int y = top(row - 1, height);
      if (y <= free) {
        String text = Quantity.setting(lengthFrom(lowest + row));
        int baseline =
            Math.max(metrics.getAscent(), Math.min(height - 1, y + metrics.getAscent() / 2));
        context.drawString(text, -metrics.stringWidth(text) - 4, baseline);
        free = y - metrics.getHeight();
      }
    }
  }

  /** Upper edge of a row in pixels; the longest waits are at the top. */
  private int top(int row, int height) {
    return (int) Math.round((double) (rows - 1 - row) * (height - 1) / rows);
  }

  private static Color shade(int count, int most) {
    double part = most == 1 ? 0.5 : Math.log(count) / Math.log(most);
    return new Color(
        mix(LIGHT.getRed(), DARK.getRed(), part),
        mix(LIGHT.getGreen(), DARK.getGreen(), part),
        mix(LIGHT.getBlue(), DARK.getBlue(), part));
  }

  private static int mix(int light, int dark, double part) {
    return (int) Math.round(light + (dark - light) * part);
  }

  /** Tells what is in a cell. */
  private final class Rendered extends RenderedRowBase {
    private final SubdividedQuantityRange range;
    private final int[][] counts;
    private final int most;

    Rendered(SubdividedQuantityRange range, int height, int[][] counts, int most) {
      super(List.of(), height, null, null, null);
      this.range = range;
      this.counts = counts;
      this.most = most;
    }

    @Override
    public void infoAt(IChartInfoVisitor visitor, int x, int y, Point offset) {
      int column = Math.floorDiv(x, CELL_WIDTH);
      int row = rows - 1 - (int) ((double) y * rows / Math.max(1, getHeight() - 1));
      if (column < 0 || column >= counts.length || row < 0 || row >= rows) {
        return;
      }
      int count = counts[column][row];
      if (count > 0) {
        IQuantity from = range.getQuantityAtPixel(column * CELL_WIDTH);
        IQuantity to = range.getQuantityAtPixel((column + 1) * CELL_WIDTH);
        String lengths =
            Messages.bind(
                Messages.HeatMap_CELL,
                Quantity.time(lengthFrom(lowest + row)),
                Quantity.time(lengthFrom(lowest + row + 1)));
        int top = top(row, getHeight());
        visitor.visit(
            new HeatCell(
                lengths,
                shade(count, most),
                new Rectangle2D.Double(
                    offset.x + column * CELL_WIDTH,
                    offset.y + top,
                    CELL_WIDTH,
                    Math.max(1, top(row - 1, getHeight()) - top)),
                from,
                to,
                UnitLookup.NUMBER_UNITY.quantity(count)));
      }
    }
  }
}
