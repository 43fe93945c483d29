package io.schedprobe.jmc.page.table;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.jmc.page.Messages;
import io.schedprobe.jmc.page.chart.Causes;
import io.schedprobe.jmc.page.waits.Waits;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.ui.common.ItemHistogram;
import org.openjdk.jmc.flightrecorder.ui.common.ItemHistogram.ItemHistogramBuilder;
import org.openjdk.jmc.ui.column.TableSettings;
import org.openjdk.jmc.ui.misc.SWTColorToolkit;

/**
 * Who had the CPU while threads waited: a row for each process, or own thread, or kernel thread.
 */
public final class NeighborTable {
  private static final String KIND = "kind";
  private static final String PLACE = "place";
  private static final String CPU_TIME = "cpuTime";
  private static final String PART = "part";
  private static final String WAITS = "waits";
  private static final String THREADS = "threads";
  private static final String WORST = "worst";

  private final Waits waits;
  private final Causes causes;
  private final ItemHistogram table;
  private volatile NeighborRows rows = NeighborRows.NONE;

  public NeighborTable(Composite parent, IState state, Waits waits, Causes causes) {
    this.waits = waits;
    this.causes = causes;
    ItemHistogramBuilder builder = new ItemHistogramBuilder();
    builder.addColumn(
        KIND,
        row -> culprit(row, c -> Messages.share(c.kind())),
        Messages.NeighborTable_KIND,
        Messages.NeighborTable_KIND_DESC,
        SWT.NONE);
    builder.addColumn(
        PLACE,
        row -> culprit(row, c -> c.place().label()),
        Messages.NeighborTable_PLACE,
        Messages.NeighborTable_PLACE_DESC,
        SWT.NONE);
    builder.addColumn(
        CPU_TIME,
        row -> of(row, r -> Rows.time(r.cpuTime())),
        Messages.NeighborTable_CPU_TIME,
        Messages.NeighborTable_CPU_TIME_DESC,
        Rows.RIGHT);
    builder.addPercentageColumn(
        PART,
        (row, all) -> of(row, r -> Rows.part(r.cpuTime(), rows.cpuTime())),
        Messages.NeighborTable_PART,
        Messages.NeighborTable_PART_DESC,
        Rows.RIGHT);
    builder.addColumn(
        WAITS,
        row -> of(row, r -> Rows.count(r.waits())),
        Messages.NeighborTable_WAITS,
        Messages.NeighborTable_WAITS_DESC,
        Rows.RIGHT);
    builder.addColumn(
        THREADS,
        row -> of(row, r -> Rows.count(r.threads())),
        Messages.NeighborTable_THREADS,
        Messages.NeighborTable_THREADS_DESC,
        Rows.RIGHT);
    builder.addColumn(
        WORST,
        row -> of(row, r -> Rows.time(r.worst())),
        Messages.NeighborTable_WORST,
        Messages.NeighborTable_WORST_DESC,
        Rows.RIGHT);
    table =
        builder.buildWithoutBorder(
            parent,
            Messages.NeighborTable_NAME,
            UnitLookup.UNKNOWN,
            Rows.by(item -> waits.runOf(item).culprit()),
            Rows.settings(state, defaults()),
            new Names());
  }

  private static TableSettings defaults() {
    return new TableSettings(
        CPU_TIME,
        List.of(
            Rows.column(ItemHistogram.KEY_COL_ID, 140),
            Rows.column(KIND, 80),
            Rows.column(PLACE, 160),
            Rows.descending(CPU_TIME, 110),
            Rows.descending(PART, 60),
            Rows.descending(WAITS, 60),
            Rows.descending(THREADS, 70),
            Rows.descending(WORST, 90)));
  }

  /** Shows these rows, with those of these culprits selected. */
  public void show(NeighborRows shown, Set<Culprit.Id> selected) {
    rows = shown;
    table.show(shown.items());
    Rows.select(table, selected);
  }

  public Set<Culprit.Id> selected() {
    return Rows.selected(table, Culprit.Id.class);
  }

  public ItemHistogram table() {
    return table;
  }

  private <T> T culprit(IItemCollection row, Function<Culprit, T> value) {
    return Rows.first(row, item -> value.apply(waits.culprit(waits.runOf(item).culprit())));
  }

  private <T> T of(IItemCollection row, Function<NeighborRows.Row, T> value) {
    return Rows.first(row, item -> value.apply(rows.row(waits.runOf(item).culprit())));
  }

  private final class Names extends ColumnLabelProvider {
    @Override
    public String getText(Object key) {
      String name = waits.culprit((Culprit.Id) key).name();
      return name.isEmpty() ? Messages.NeighborTable_NAMELESS : name;
    }

    @Override
    public String getToolTipText(Object key) {
      return waits.culprit((Culprit.Id) key).words();
    }

    @Override
    public Image getImage(Object key) {
      return SWTColorToolkit.getColorThumbnail(causes.of((Culprit.Id) key).color());
    }

    @Override
    public Font getFont(Object key) {
      return JFaceResources.getDefaultFont();
    }
  }
}
