package org.openjdk.jmc.ui.charts;

import java.awt.Color;

public class AWTChartToolkit {
  public static interface IColorProvider<T> {
    Color getColor(T o);
  }
}
