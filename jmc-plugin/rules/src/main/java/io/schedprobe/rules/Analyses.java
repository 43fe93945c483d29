package io.schedprobe.rules;

import io.schedprobe.analysis.feed.ItemFeed;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.AnalysisBuilder;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.openjdk.jmc.common.item.IItemCollection;

/** The analysis of each recording that rules look at, made once for all of them. */
final class Analyses {
  private static final Map<IItemCollection, Analysis> MADE =
      Collections.synchronizedMap(new WeakHashMap<>());

  private Analyses() {}

  /** The analysis of some events; rules that ask meanwhile wait for it. */
  static Analysis of(IItemCollection items) {
    return MADE.computeIfAbsent(
        items,
        these -> {
          // No rule looks at overlaps, so none are held.
          AnalysisBuilder builder = new AnalysisBuilder(1);
          ItemFeed.read(these, builder);
          return builder.build();
        });
  }
}
