package io.schedprobe.jmc.page.table;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.jmc.page.Messages;
import io.schedprobe.jmc.page.waits.ThreadKey;
import io.schedprobe.jmc.page.waits.WaitItem;
import io.schedprobe.jmc.page.waits.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.widgets.Composite;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemCollectionToolkit;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.ui.common.ItemHistogram;
import org.openjdk.jmc.flightrecorder.ui.common.ItemHistogram.ItemHistogramBuilder;
import org.openjdk.jmc.ui.column.TableSettings;
import org.openjdk.jmc.ui.column.TableSettings.ColumnSettings;

/** Which threads waited, how long and for what: a row for each thread. */
public final class ThreadTable {
  private static final String WAITS = "waits";
  private static final String TOTAL = "total";
  private static final String LONGEST = "longest";
  private static final String P99 = "p99";
  private static final String MOSTLY = "mostly";
  private static final String OS_ID = "osThreadId";

  private final Waits waits;
  private final ItemHistogram table;

  public ThreadTable(Composite parent, IState state, Waits waits) {
    this.waits = waits;
    ItemHistogramBuilder builder = new ItemHistogramBuilder();
    builder.addColumn(
        WAITS,
        row -> Rows.count(Rows.items(row).count()),
        Messages.ThreadTable_WAITS,
        Messages.ThreadTable_WAITS_DESC,
        Rows.RIGHT);
    builder.addColumn(
        TOTAL,
        row -> Rows.time(lengths(row).sum()),
        Messages.ThreadTable_TOTAL,
        Messages.ThreadTable_TOTAL_DESC,
        Rows.RIGHT);
    builder.addColumn(
        LONGEST,
        row -> Rows.time(lengths(row).max().orElse(0)),
        Messages.ThreadTable_LONGEST,
        Messages.ThreadTable_LONGEST_DESC,
        Rows.RIGHT);
    builder.addColumn(
        P99,
        row -> Rows.time(percentile(lengths(row).sorted().toArray(), 0.99)),
        Messages.ThreadTable_P99,
        Messages.ThreadTable_P99_DESC,
        Rows.RIGHT);
    builder.addColumn(
        MOSTLY,
        this::mostly,
        Messages.ThreadTable_MOSTLY,
        Messages.ThreadTable_MOSTLY_DESC,
        SWT.NONE);
    for (Share share : Share.values()) {
      builder.addColumn(
          share.field(),
          row -> Rows.time(shares(row).get(share)),
          Messages.share(share),
          Messages.shareDescription(share),
          Rows.RIGHT);
    }
    builder.addColumn(
        OS_ID,
        row ->
            Rows.items(row)
                .findFirst()
                .map(i -> waits.waitOf(i).thread().osThreadId())
                .orElse(null),
        Messages.ThreadTable_OS_ID,
        Messages.ThreadTable_OS_ID_DESC,
        Rows.RIGHT);
    table =
        builder.buildWithoutBorder(
            parent,
            Messages.ThreadTable_NAME,
            UnitLookup.UNKNOWN,
            Rows.by(item -> waits.waitOf(item).thread()),
            Rows.settings(state, defaults()),
            new Names());
  }

  private static TableSettings defaults() {
    List<ColumnSettings> columns =
        new ArrayList<>(
            List.of(
                Rows.column(ItemHistogram.KEY_COL_ID, 180),
                Rows.descending(WAITS, 60),
                Rows.descending(TOTAL, 90),
                Rows.descending(LONGEST, 90),
                Rows.descending(P99, 115),
                Rows.column(MOSTLY, 170)));
    Stream.of(Share.values()).forEach(share -> columns.add(Rows.hidden(share.field(), 90)));
    columns.add(Rows.hidden(OS_ID, 70));
    return new TableSettings(TOTAL, columns);
  }

  /** Shows the threads of these waits. */
  public void show(List<WaitItem> selected) {
    table.show(ItemCollectionToolkit.build(selected.stream().map(WaitItem::item)));
  }

  public Set<ThreadKey> selected() {
    return Rows.selected(table, ThreadKey.class);
  }

  public ItemHistogram table() {
    return table;
  }

  private LongStream lengths(IItemCollection row) {
    return Rows.items(row).mapToLong(item -> waits.waitOf(item).waited());
  }

  /** Nearest rank: the shortest length that the given part of the waits does not exceed. */
  static long percentile(long[] sorted, double part) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(part * sorted.length) - 1];
  }

  private Shares shares(IItemCollection row) {
    long[] sums = new long[Share.values().length];
    Rows.items(row)
        .map(item -> waits.waitOf(item).shares())
        .forEach(
            shares -> {
              for (Share share : Share.values()) {
                sums[share.ordinal()] += shares.get(share);
              }
            });
    return Shares.of(share -> sums[share.ordinal()]);
  }

  private String mostly(IItemCollection row) {
    Shares shares = shares(row);
    Share largest = shares.largest();
    return Messages.share(largest) + " " + Quantity.percent(shares.get(largest), shares.sum());
  }

  private final class Names extends ColumnLabelProvider {
    @Override
    public String getText(Object key) {
      return waits.label((ThreadKey) key);
    }

    @Override
    public Font getFont(Object key) {
      return JFaceResources.getDefaultFont();
    }

    @Override
    public String getToolTipText(Object key) {
      ThreadKey thread = (ThreadKey) key;
      return Messages.bind(
          Messages.ThreadTable_NAME_TOOLTIP, thread.name(), String.valueOf(thread.osThreadId()));
    }
  }
}
