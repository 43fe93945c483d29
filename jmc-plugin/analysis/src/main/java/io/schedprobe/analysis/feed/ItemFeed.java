package io.schedprobe.analysis.feed;

import io.schedprobe.analysis.model.Unknown;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmc.common.item.IAccessorKey;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IMemberAccessor;
import org.openjdk.jmc.common.item.IType;

/** Hands on events that JMC has loaded, with or without the parser extension of this plug-in. */
public final class ItemFeed {
  private static final String EVENT_THREAD = "eventThread";

  private ItemFeed() {}

  /** Hands on every event of a kind that the sink knows; ends with one {@code onChunk}. */
  public static void read(IItemCollection items, EventSink sink) {
    for (IItemIterable iterable : items) {
      IType<IItem> type = iterable.getType();
      EventDecoder decoder = EventDecoder.of(type.getIdentifier());
      if (decoder == null) {
        continue;
      }
      Map<String, IMemberAccessor<?, IItem>> accessors = accessors(type);
      IItem[] current = new IItem[1];
      Fields fields =
          new Fields(
              name -> {
                IMemberAccessor<?, IItem> accessor = accessors.get(name);
                return accessor == null ? null : accessor.getMember(current[0]);
              });
      for (IItem item : iterable) {
        current[0] = item;
        decoder.decode(fields, accessors.keySet(), sink);
      }
    }
    sink.onChunk(Unknown.NUMBER, Unknown.NUMBER);
  }

  private static Map<String, IMemberAccessor<?, IItem>> accessors(IType<IItem> type) {
    Map<String, IMemberAccessor<?, IItem>> accessors = new HashMap<>();
    for (IAccessorKey<?> key : type.getAccessorKeys().keySet()) {
      accessors.put(key.getIdentifier(), type.getAccessor(key));
    }
    if (!accessors.containsKey("thread") && accessors.containsKey(EVENT_THREAD)) {
      accessors.put(Fields.MAPPED, accessors.get(EVENT_THREAD));
    }
    return accessors;
  }
}
