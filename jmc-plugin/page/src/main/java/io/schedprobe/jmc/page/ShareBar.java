package io.schedprobe.jmc.page;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.jmc.page.chart.Causes;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.openjdk.jmc.ui.misc.SWTColorToolkit;

/** Shares of a time as a bar, each as long as its part of the whole. */
final class ShareBar extends Canvas {
  private Shares shares = Shares.NONE;
  private String text = "";

  ShareBar(Composite parent) {
    super(parent, SWT.DOUBLE_BUFFERED);
    addListener(SWT.Paint, event -> paint(event.gc));
    getAccessible()
        .addAccessibleListener(
            new AccessibleAdapter() {
              @Override
              public void getName(AccessibleEvent event) {
                event.result = text;
              }
            });
  }

  /** Shows shares, with the same in words for those who do not see the bar. */
  void show(Shares newShares, String words) {
    shares = newShares;
    text = words;
    setToolTipText(words.replace("&", "&&"));
    redraw();
  }

  private void paint(GC gc) {
    Rectangle area = getClientArea();
    long sum = shares.sum();
    long before = 0;
    for (Share share : Share.values()) {
      long part = shares.get(share);
      if (part > 0) {
        int from = (int) Math.round((double) before * area.width / sum);
        int to = (int) Math.round((double) (before + part) * area.width / sum);
        gc.setBackground(SWTColorToolkit.getColor(SWTColorToolkit.asRGB(Causes.color(share))));
        gc.fillRectangle(from, 0, to - from, area.height);
        before += part;
      }
    }
    gc.setForeground(getDisplay().getSystemColor(SWT.COLOR_GRAY));
    gc.drawRectangle(0, 0, area.width - 1, area.height - 1);
  }
}
