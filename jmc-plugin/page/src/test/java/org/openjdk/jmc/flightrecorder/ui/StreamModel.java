package org.openjdk.jmc.flightrecorder.ui;

import org.openjdk.jmc.common.item.IItemCollection;

/** Holds the events of a recording. */
public class StreamModel {
  private final IItemCollection items;

  public StreamModel(IItemCollection items) {
    this.items = items;
  }

  public IItemCollection getItems() {
    return items;
  }
}
