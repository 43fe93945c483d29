package io.schedprobe.jmc.page.table;

import io.schedprobe.jmc.page.waits.WaitItem;
import java.util.List;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemCollectionToolkit;

/**
 * Rows of the list of waits.
 *
 * @param selected those of them that are selected
 */
public record WaitRows(IItemCollection items, int listed, int of, List<WaitItem> selected) {

  /** Lists these waits, the longest if they are too many. */
  public static WaitRows of(List<WaitItem> waits, List<WaitItem> selected) {
    Longest<WaitItem> longest = Longest.of(waits, WaitItem::waited);
    return new WaitRows(
        ItemCollectionToolkit.build(longest.kept().stream().map(WaitItem::item)),
        longest.kept().size(),
        longest.of(),
        selected);
  }
}
