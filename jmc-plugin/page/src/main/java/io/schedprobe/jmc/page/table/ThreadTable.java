package io.schedprobe.jmc.page.table;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.jmc.page.Messages;
import io.schedprobe.jmc.page.waits.ThreadKey;
import io.schedprobe.jmc.page.waits.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.widgets.Composite;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.item.IItemCollection;
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
  private volatile ThreadRows rows = ThreadRows.NONE;

  public ThreadTable(Composite parent, IState state, Waits waits) {
    this.waits = waits;
    ItemHistogramBuilder builder = new ItemHistogramBuilder();
    builder.addColumn(
        WAITS,
        row -> of(row, r -> Rows.count(r.lengths().length)),
        Messages.ThreadTable_WAITS,
        Messages.ThreadTable_WAITS_DESC,
        Rows.RIGHT);
    builder.addColumn(
        TOTAL,
        row -> of(row, r -> Rows.time(r.total())),
        Messages.ThreadTable_TOTAL,
        Messages.ThreadTable_TOTAL_DESC,
        Rows.RIGHT);
    builder.addColumn(
        LONGEST,
        row -> of(row, r -> Rows.time(r.longest())),
        Messages.ThreadTable_LONGEST,
        Messages.ThreadTable_LONGEST_DESC,
        Rows.RIGHT);
    builder.addColumn(
        P99,
        row -> of(row, r -> Rows.time(r.percentile(0.99))),
        Messages.ThreadTable_P99,
        Messages.ThreadTable_P99_DESC,
        Rows.RIGHT);
    builder.addColumn(
        MOSTLY,
        row -> of(row, r -> mostly(r.shares())),
        Messages.ThreadTable_MOSTLY,
        Messages.ThreadTable_MOSTLY_DESC,
        SWT.NONE);
    for (Share share : Share.values()) {
      builder.addColumn(
          share.field(),
          row -> of(row, r -> Rows.time(r.shares().get(share))),
          Messages.share(share),
          Messages.shareDescription(share),
          Rows.RIGHT);
    }
    builder.addColumn(
        OS_ID,
        row -> Rows.first(row, item -> waits.waitOf(item).thread().osThreadId()),
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
                Rows.column(ItemHistogram.KEY_COL_ID, 160),
                Rows.descending(WAITS, 60),
                Rows.descending(TOTAL, 95),
                Rows.descending(LONGEST, 80),
                Rows.descending(P99, 125),
                Rows.column(MOSTLY, 130)));
    Stream.of(Share.values()).forEach(share -> columns.add(Rows.hidden(share.field(), 90)));
    columns.add(Rows.hidden(OS_ID, 70));
    return new TableSettings(TOTAL, columns);
  }

  /** Shows these rows, with those of these threads selected. */
  public void show(ThreadRows shown, Set<ThreadKey> selected) {
    rows = shown;
    table.show(shown.items());
    Rows.select(table, selected);
  }

  public Set<ThreadKey> selected() {
    return Rows.selected(table, ThreadKey.class);
  }

  public ItemHistogram table() {
    return table;
  }

  private <T> T of(IItemCollection row, Function<ThreadRows.Row, T> value) {
    return Rows.first(row, item -> value.apply(rows.row(waits.waitOf(item).thread())));
  }

  private static String mostly(Shares shares) {
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
