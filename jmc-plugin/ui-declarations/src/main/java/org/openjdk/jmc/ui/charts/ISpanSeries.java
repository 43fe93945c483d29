package org.openjdk.jmc.ui.charts;

public interface ISpanSeries<T> extends IQuantitySeries<T[]> {}
