package org.openjdk.jmc.ui.misc;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.RGB;

public class SWTColorToolkit {
  public static RGB asRGB(java.awt.Color color) {
    throw new UnsupportedOperationException();
  }

  public static Image getColorThumbnail(java.awt.Color color) {
    throw new UnsupportedOperationException();
  }

  public static Color getColor(RGB rgb) {
    throw new UnsupportedOperationException();
  }
}
