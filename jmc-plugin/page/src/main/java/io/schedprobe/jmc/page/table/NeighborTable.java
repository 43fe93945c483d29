package io.schedprobe.jmc.page.table;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.jmc.page.Messages;
import io.schedprobe.jmc.page.chart.Causes;
import io.schedprobe.jmc.page.waits.RunItem;
import io.schedprobe.jmc.page.waits.WaitItem;
import io.schedprobe.jmc.page.waits.Waits;
import java.util.List;
import java.util.Objects;
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
import org.openjdk.jmc.common.item.ItemCollectionToolkit;
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

  public NeighborTable(Composite parent, IState state, Waits waits, Causes causes) {
    this.waits = waits;
    this.causes = causes;
    ItemHistogramBuilder builder = new ItemHistogramBuilder();
    builder.addColumn(
        KIND,
        row -> firstCulprit(row, c -> Messages.share(c.kind())),
        Messages.NeighborTable_KIND,
        Messages.NeighborTable_KIND_DESC,
        SWT.NONE);
    builder.addColumn(
        PLACE,
        row -> firstCulprit(row, c -> c.place().label()),
        Messages.NeighborTable_PLACE,
        Messages.NeighborTable_PLACE_DESC,
        SWT.NONE);
    builder.addColumn(
        CPU_TIME,
        row -> Rows.time(cpuTime(row)),
        Messages.NeighborTable_CPU_TIME,
        Messages.NeighborTable_CPU_TIME_DESC,
        Rows.RIGHT);
    builder.addPercentageColumn(
        PART,
        (row, all) -> Rows.part(cpuTime(row), cpuTime(all)),
        Messages.NeighborTable_PART,
        Messages.NeighborTable_PART_DESC,
        Rows.RIGHT);
    builder.addColumn(
        WAITS,
        row -> Rows.count(Rows.distinct(row, waits::waitOf).size()),
        Messages.NeighborTable_WAITS,
        Messages.NeighborTable_WAITS_DESC,
        Rows.RIGHT);
    builder.addColumn(
        THREADS,
        row -> Rows.count(Rows.distinct(row, i -> waits.waitOf(i).thread()).size()),
        Messages.NeighborTable_THREADS,
        Messages.NeighborTable_THREADS_DESC,
        Rows.RIGHT);
    builder.addColumn(
        WORST,
        row -> Rows.time(worst(row)),
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
            Rows.column(ItemHistogram.KEY_COL_ID, 160),
            Rows.column(KIND, 90),
            Rows.column(PLACE, 190),
            Rows.descending(CPU_TIME, 90),
            Rows.descending(PART, 70),
            Rows.descending(WAITS, 60),
            Rows.descending(THREADS, 70),
            Rows.descending(WORST, 90)));
  }

  /** Shows who ran during these waits. */
  public void show(List<WaitItem> selected) {
    table.show(
        ItemCollectionToolkit.build(
            selected.stream().flatMap(w -> w.runs().stream()).map(RunItem::item)));
  }

  public Set<Culprit.Id> selected() {
    return Rows.selected(table, Culprit.Id.class);
  }

  public ItemHistogram table() {
    return table;
  }

  private String firstCulprit(IItemCollection row, Function<Culprit, String> text) {
    return Rows.items(row)
        .findFirst()
        .map(item -> text.apply(waits.culprit(waits.runOf(item).culprit())))
        .orElse(null);
  }

  private long cpuTime(IItemCollection row) {
    return Rows.items(row)
        .map(waits::runOf)
        .filter(Objects::nonNull)
        .mapToLong(RunItem::cpuTime)
        .sum();
  }

  private long worst(IItemCollection row) {
    return Rows.items(row).map(waits::waitOf).mapToLong(WaitItem::waited).max().orElse(0);
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
