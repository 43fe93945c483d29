package io.schedprobe.jmc.page.waits;

import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.ItemFilters;

/**
 * What a recording without waits tells of the tracer.
 *
 * @param present there is some event of schedprobe
 * @param source ebpf, proc or none; null if not told
 * @param reason why not a better source; null if it is the best one, or not told
 * @param remedy how to get the better source; null if there is nothing to do
 */
public record TracerSays(boolean present, String source, String reason, String remedy) {
  private static final String PREFIX = "schedprobe.";
  private static final String STATE = "schedprobe.TracerState";

  /** The last that the recording tells. */
  public static TracerSays in(IItemCollection items) {
    boolean present = false;
    for (IItemIterable iterable : items) {
      present |= iterable.getType().getIdentifier().startsWith(PREFIX) && iterable.hasItems();
    }
    TracerSays last = new TracerSays(present, null, null, null);
    long latest = Long.MIN_VALUE;
    for (IItemIterable iterable : items.apply(ItemFilters.type(STATE))) {
      EventFields fields = new EventFields(iterable.getType());
      for (IItem item : iterable) {
        long time = fields.start().number(item);
        if (time >= latest) {
          latest = time;
          last =
              new TracerSays(
                  true,
                  fields.field("source").text(item),
                  fields.field("reason").text(item),
                  fields.field("remedy").text(item));
        }
      }
    }
    return last;
  }
}
