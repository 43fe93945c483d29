package io.schedprobe.jmc.page.waits;

import io.schedprobe.analysis.feed.ItemFeed;
import io.schedprobe.analysis.total.AnalysisBuilder;
import io.schedprobe.analysis.total.TracerHealth;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit.EventAvailability;

/**
 * What a recording without waits tells of the tracer.
 *
 * @param present there is some event of schedprobe
 * @param health the best source that served in the recording, and what was lost
 * @param waits whether the recording asked for single waits, as far as its settings are in it
 */
public record TracerSays(boolean present, TracerHealth health, EventAvailability waits) {
  private static final String PREFIX = "schedprobe.";

  /** Types that tell of the tracer, and of what JFR lost. */
  private static final String[] TELLING = {
    "schedprobe.TracerState", "schedprobe.TracerStatistics", "jdk.DataLoss"
  };

  /** All that the recording tells. */
  public static TracerSays in(IItemCollection items) {
    boolean present = false;
    for (IItemIterable iterable : items) {
      present |= iterable.getType().getIdentifier().startsWith(PREFIX) && iterable.hasItems();
    }
    AnalysisBuilder builder = new AnalysisBuilder();
    ItemFeed.read(items.apply(ItemFilters.type(TELLING)), builder);
    return new TracerSays(
        present, builder.build().tracer(), RulesToolkit.getEventAvailability(items, Waits.WAIT));
  }
}
