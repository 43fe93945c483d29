package org.openjdk.jmc.flightrecorder.ui.selection;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmc.common.item.IItemCollection;

/** Remembers selections by name. */
public class SelectionStore {
  /** A stored selection. */
  public record Entry(String name, IItemCollection items) {}

  private final List<Entry> entries = new ArrayList<>();

  void add(String name, IItemCollection items) {
    entries.add(new Entry(name, items));
  }

  public List<Entry> entries() {
    return entries;
  }
}
