package io.schedprobe.jmc.page.table;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.jmc.page.waits.RunItem;
import io.schedprobe.jmc.page.waits.ThreadKey;
import io.schedprobe.jmc.page.waits.WaitItem;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemCollectionToolkit;

/**
 * Rows of the neighbor table. JMC's table sums up the events of a row in the UI thread; it is
 * therefore given one event for each, and the sums that were found beforehand.
 */
public final class NeighborRows {
  static final class Row {
    private final RunItem first;
    private final Set<ThreadKey> threads = new HashSet<>();
    private WaitItem last;
    private long cpuTime;
    private long waits;
    private long worst;

    private Row(RunItem first) {
      this.first = first;
    }

    private void add(WaitItem wait, RunItem run) {
      cpuTime += run.cpuTime();
      if (wait != last) {
        last = wait;
        waits++;
        worst = Math.max(worst, wait.waited());
        threads.add(wait.thread());
      }
    }

    long cpuTime() {
      return cpuTime;
    }

    long waits() {
      return waits;
    }

    long threads() {
      return threads.size();
    }

    long worst() {
      return worst;
    }
  }

  static final NeighborRows NONE = of(List.of());

  private final Map<Culprit.Id, Row> rows = new LinkedHashMap<>();
  private final IItemCollection items;
  private final long cpuTime;

  private NeighborRows(List<WaitItem> waits) {
    for (WaitItem wait : waits) {
      for (RunItem run : wait.runs()) {
        rows.computeIfAbsent(run.culprit(), c -> new Row(run)).add(wait, run);
      }
    }
    items = ItemCollectionToolkit.build(rows.values().stream().map(row -> row.first.item()));
    cpuTime = rows.values().stream().mapToLong(Row::cpuTime).sum();
  }

  /** Who ran during these waits. */
  public static NeighborRows of(List<WaitItem> waits) {
    return new NeighborRows(waits);
  }

  Row row(Culprit.Id culprit) {
    return rows.get(culprit);
  }

  IItemCollection items() {
    return items;
  }

  long cpuTime() {
    return cpuTime;
  }
}
