package org.openjdk.jmc.ui.charts;

public interface IQuantitySeries<T> {}
