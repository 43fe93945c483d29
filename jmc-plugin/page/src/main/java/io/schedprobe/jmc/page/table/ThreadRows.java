package io.schedprobe.jmc.page.table;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.jmc.page.waits.ThreadKey;
import io.schedprobe.jmc.page.waits.WaitItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemCollectionToolkit;

/** Rows of the thread table: one event for each, and its sums, as for {@link NeighborRows}. */
public final class ThreadRows {

  /**
   * One thread.
   *
   * @param lengths of its waits, the shortest first
   */
  record Row(WaitItem first, long[] lengths, Shares shares) {
    private static Row of(List<WaitItem> waits) {
      long[] sums = new long[Share.values().length];
      for (WaitItem wait : waits) {
        for (Share share : Share.values()) {
          sums[share.ordinal()] += wait.shares().get(share);
        }
      }
      return new Row(
          waits.get(0),
          waits.stream().mapToLong(WaitItem::waited).sorted().toArray(),
          Shares.of(share -> sums[share.ordinal()]));
    }

    long total() {
      return Arrays.stream(lengths).sum();
    }

    long longest() {
      return lengths[lengths.length - 1];
    }

    /** Nearest rank: the shortest length that the given part of the waits does not exceed. */
    long percentile(double part) {
      return lengths[(int) Math.ceil(part * lengths.length) - 1];
    }
  }

  static final ThreadRows NONE = of(List.of());

  private final Map<ThreadKey, Row> rows = new LinkedHashMap<>();
  private final IItemCollection items;

  private ThreadRows(List<WaitItem> waits) {
    Map<ThreadKey, List<WaitItem>> byThread = new LinkedHashMap<>();
    for (WaitItem wait : waits) {
      byThread.computeIfAbsent(wait.thread(), t -> new ArrayList<>()).add(wait);
    }
    byThread.forEach((thread, own) -> rows.put(thread, Row.of(own)));
    items = ItemCollectionToolkit.build(rows.values().stream().map(row -> row.first().item()));
  }

  /** The threads of these waits. */
  public static ThreadRows of(List<WaitItem> waits) {
    return new ThreadRows(waits);
  }

  Row row(ThreadKey thread) {
    return rows.get(thread);
  }

  IItemCollection items() {
    return items;
  }
}
