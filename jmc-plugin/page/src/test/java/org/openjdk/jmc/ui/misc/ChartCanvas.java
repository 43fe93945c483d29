package org.openjdk.jmc.ui.misc;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.openjdk.jmc.ui.charts.XYChart;
import org.openjdk.jmc.ui.handlers.MCContextMenuManager;

/** Paints a chart, which is drawn by AWT, with SWT. */
public class ChartCanvas extends Canvas {
  private final MCContextMenuManager menu;
  private XYChart chart;
  private Runnable onSelection = () -> {};
  private BufferedImage picture;

  public ChartCanvas(Composite parent) {
    super(parent, SWT.DOUBLE_BUFFERED);
    menu = MCContextMenuManager.create(this);
    addListener(SWT.Paint, event -> paint(event.gc));
  }

  public IMenuManager getContextMenu() {
    return menu;
  }

  public void redrawChart() {
    redraw();
  }

  public void setChart(XYChart newChart, Runnable selectionListener) {
    chart = newChart;
    onSelection = selectionListener;
    onSelection.run();
    redraw();
  }

  public XYChart chart() {
    return chart;
  }

  /** Draws the chart, whether or not the window system asks for it. */
  public BufferedImage draw() {
    Rectangle area = getClientArea();
    picture = new BufferedImage(area.width, area.height, BufferedImage.TYPE_INT_RGB);
    Graphics2D context = picture.createGraphics();
    chart.draw(context, area.width, area.height);
    context.dispose();
    return picture;
  }

  /** Selects as with the mouse from one point to another. */
  public void select(int x1, int y1, int x2, int y2) {
    draw();
    chart.select(x1, x2, y1, y2, true);
    onSelection.run();
  }

  /** Undoes the selection as the Escape key does. */
  public void escape() {
    chart.clearSelection();
    onSelection.run();
  }

  private void paint(GC gc) {
    if (chart == null || getClientArea().isEmpty()) {
      return;
    }
    draw();
    ImageData data =
        new ImageData(
            picture.getWidth(),
            picture.getHeight(),
            24,
            new PaletteData(0xFF0000, 0x00FF00, 0x0000FF));
    for (int y = 0; y < picture.getHeight(); y++) {
      int[] row = picture.getRGB(0, y, picture.getWidth(), 1, null, 0, picture.getWidth());
      for (int x = 0; x < row.length; x++) {
        row[x] &= 0xFFFFFF;
      }
      data.setPixels(0, y, row.length, row, 0);
    }
    Image image = new Image(getDisplay(), data);
    gc.drawImage(image, 0, 0);
    image.dispose();
  }
}
