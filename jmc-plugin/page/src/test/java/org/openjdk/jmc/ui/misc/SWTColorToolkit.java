package org.openjdk.jmc.ui.misc;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Display;

/** Colours of AWT for SWT. */
public class SWTColorToolkit {
  private static final Map<java.awt.Color, Image> THUMBNAILS = new HashMap<>();

  public static RGB asRGB(java.awt.Color color) {
    return new RGB(color.getRed(), color.getGreen(), color.getBlue());
  }

  public static Image getColorThumbnail(java.awt.Color color) {
    return THUMBNAILS.computeIfAbsent(color, SWTColorToolkit::draw);
  }

  private static Image draw(java.awt.Color color) {
    Image image = new Image(Display.getCurrent(), 16, 16);
    GC gc = new GC(image);
    gc.setBackground(getColor(asRGB(color)));
    gc.fillRectangle(0, 0, 16, 16);
    gc.dispose();
    return image;
  }

  public static Color getColor(RGB rgb) {
    return new Color(rgb);
  }
}
