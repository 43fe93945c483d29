package io.schedprobe.jmc.page.table;

import io.schedprobe.jmc.page.waits.RunItem;
import io.schedprobe.jmc.page.waits.WaitItem;
import java.util.List;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemCollectionToolkit;

/** Rows of the list of tasks that ran. */
public record CulpritRows(IItemCollection items, int listed, int of) {

  /** Lists who ran during these waits, those that ran longest if they are too many. */
  public static CulpritRows of(List<WaitItem> waits) {
    List<RunItem> runs = waits.stream().flatMap(w -> w.runs().stream()).toList();
    Longest<RunItem> longest = Longest.of(runs, RunItem::cpuTime);
    return new CulpritRows(
        ItemCollectionToolkit.build(longest.kept().stream().map(RunItem::item)),
        longest.kept().size(),
        longest.of());
  }
}
