package io.schedprobe.jmc.page.table;

import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.jmc.page.Messages;
import io.schedprobe.jmc.page.chart.Causes;
import io.schedprobe.jmc.page.waits.EventFields;
import io.schedprobe.jmc.page.waits.WaitItem;
import io.schedprobe.jmc.page.waits.Waits;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IMemberAccessor;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrAttributes;
import org.openjdk.jmc.flightrecorder.ui.common.ItemList;
import org.openjdk.jmc.flightrecorder.ui.common.ItemList.ItemListBuilder;
import org.openjdk.jmc.ui.column.TableSettings;

/** Single waits. */
public final class WaitList {
  private static final String START = "start";
  private static final String WAITED = "waited";
  private static final String THREAD = "thread";
  private static final String CAUSE = "cause";
  private static final String PART = "part";
  private static final String ONSET = "onset";
  private static final String CPU = "cpu";
  private static final String MIGRATIONS = "migrations";

  private final Waits waits;
  private final ItemList list;
  private final NotedList panel;

  public WaitList(Composite parent, IState state, Waits waits, Causes causes) {
    this.waits = waits;
    ItemListBuilder builder = new ItemListBuilder();
    builder.addColumn(
        START,
        JfrAttributes.START_TIME.getName(),
        JfrAttributes.START_TIME.getDescription(),
        true,
        of(wait -> epoch(wait.start())));
    builder.addColumn(
        WAITED,
        Messages.WaitList_WAITED,
        Messages.WaitList_WAITED_DESC,
        true,
        of(wait -> Rows.time(wait.waited())));
    builder.addColumn(
        THREAD,
        Messages.WaitList_THREAD,
        Messages.WaitList_THREAD_DESC,
        false,
        of(wait -> waits.label(wait.thread())));
    builder.addColumn(
        CAUSE,
        Messages.WaitList_CAUSE,
        Messages.WaitList_CAUSE_DESC,
        false,
        of(wait -> causes.of(wait).name()));
    builder.addColumn(
        PART,
        Messages.WaitList_PART,
        Messages.WaitList_PART_DESC,
        true,
        of(wait -> Rows.part(wait.shares().get(wait.shares().largest()), wait.shares().sum())));
    builder.addColumn(
        ONSET, Messages.WaitList_ONSET, Messages.WaitList_ONSET_DESC, false, field(ONSET));
    builder.addColumn(CPU, Messages.WaitList_CPU, Messages.WaitList_CPU_DESC, true, field(CPU));
    builder.addColumn(
        MIGRATIONS,
        Messages.WaitList_MIGRATIONS,
        Messages.WaitList_MIGRATIONS_DESC,
        true,
        field(MIGRATIONS));
    panel = new NotedList(parent);
    list = builder.buildWithoutBorder(panel.list(), Rows.settings(state, defaults()));
  }

  private static TableSettings defaults() {
    return new TableSettings(
        WAITED,
        List.of(
            Rows.column(START, 190),
            Rows.descending(WAITED, 95),
            Rows.column(THREAD, 170),
            Rows.column(CAUSE, 210),
            Rows.descending(PART, 70),
            Rows.column(ONSET, 90),
            Rows.column(CPU, 50),
            Rows.hidden(MIGRATIONS, 80)));
  }

  /** Shows these waits, and which of them are selected. */
  public void show(WaitRows rows) {
    list.show(rows.items());
    panel.tell(rows.listed(), rows.of());
    select(rows.selected());
  }

  /**
   * By row: JMC makes the rows of its list when they come into sight, so the viewer would look for
   * events among those that the rows had before.
   */
  private void select(List<WaitItem> selected) {
    Table table = (Table) list.getManager().getViewer().getControl();
    table.deselectAll();
    if (!selected.isEmpty()) {
      Set<IItem> items = Collections.newSetFromMap(new IdentityHashMap<>());
      selected.forEach(wait -> items.add(wait.item()));
      Object[] shown = (Object[]) list.getManager().getViewer().getInput();
      table.select(
          IntStream.range(0, shown.length).filter(i -> items.contains(shown[i])).toArray());
    }
  }

  public List<WaitItem> selected() {
    return list.getSelection().get().map(i -> waits.waitOf(i)).filter(Objects::nonNull).toList();
  }

  public ItemList list() {
    return list;
  }

  /** For a sentence: how long, by which thread. */
  public static String words(WaitItem wait) {
    return Messages.bind(
        Messages.WaitList_WORDS, wait.thread().name(), Quantity.time(wait.waited()));
  }

  private interface OfWait {
    Object of(WaitItem wait);
  }

  private IMemberAccessor<?, IItem> of(OfWait value) {
    return item -> {
      WaitItem wait = waits.waitOf(item);
      return wait == null ? null : value.of(wait);
    };
  }

  private static IMemberAccessor<?, IItem> field(String identifier) {
    return item -> EventFields.of(item).field(identifier).of(item);
  }

  private static IQuantity epoch(long nanos) {
    return UnitLookup.EPOCH_NS.quantity(nanos);
  }
}
