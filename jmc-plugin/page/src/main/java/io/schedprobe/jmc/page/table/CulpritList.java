package io.schedprobe.jmc.page.table;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.jmc.page.Messages;
import io.schedprobe.jmc.page.waits.EventFields;
import io.schedprobe.jmc.page.waits.RunItem;
import io.schedprobe.jmc.page.waits.Waits;
import java.util.List;
import org.eclipse.swt.widgets.Composite;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IMemberAccessor;
import org.openjdk.jmc.flightrecorder.ui.common.ItemList;
import org.openjdk.jmc.flightrecorder.ui.common.ItemList.ItemListBuilder;
import org.openjdk.jmc.ui.column.TableSettings;

/** Every task that ran during the selected waits. */
public final class CulpritList {
  private static final String NAME = "name";
  private static final String THREAD = "threadName";
  private static final String KIND = "kind";
  private static final String PLACE = "place";
  private static final String PID = "pid";
  private static final String CPU_TIME = "cpuTime";

  private final Waits waits;
  private final ItemList list;
  private final NotedList panel;

  public CulpritList(Composite parent, IState state, Waits waits) {
    this.waits = waits;
    ItemListBuilder builder = new ItemListBuilder();
    builder.addColumn(
        NAME,
        Messages.NeighborTable_NAME,
        Messages.NeighborTable_NAME_DESC,
        false,
        of((run, culprit) -> culprit.name()));
    builder.addColumn(
        THREAD,
        Messages.CulpritList_THREAD,
        Messages.CulpritList_THREAD_DESC,
        false,
        of((run, culprit) -> nameless(run) ? null : field(run, THREAD)));
    builder.addColumn(
        KIND,
        Messages.NeighborTable_KIND,
        Messages.NeighborTable_KIND_DESC,
        false,
        of((run, culprit) -> Messages.share(culprit.kind())));
    builder.addColumn(
        PLACE,
        Messages.NeighborTable_PLACE,
        Messages.NeighborTable_PLACE_DESC,
        false,
        of((run, culprit) -> culprit.place().label()));
    builder.addColumn(
        PID,
        Messages.CulpritList_PID,
        Messages.CulpritList_PID_DESC,
        true,
        of((run, culprit) -> pid(run)));
    builder.addColumn(
        CPU_TIME,
        Messages.NeighborTable_CPU_TIME,
        Messages.NeighborTable_CPU_TIME_DESC,
        true,
        of((run, culprit) -> Rows.time(run.cpuTime())));
    panel = new NotedList(parent);
    list = builder.buildWithoutBorder(panel.list(), Rows.settings(state, defaults()));
  }

  private static TableSettings defaults() {
    return new TableSettings(
        CPU_TIME,
        List.of(
            Rows.column(NAME, 120),
            Rows.column(THREAD, 120),
            Rows.column(KIND, 80),
            Rows.column(PLACE, 150),
            Rows.column(PID, 60),
            Rows.descending(CPU_TIME, 110)));
  }

  /** Shows who ran. */
  public void show(CulpritRows rows) {
    list.show(rows.items());
    panel.tell(rows.listed(), rows.of());
  }

  public ItemList list() {
    return list;
  }

  /** Whether the wait itself is all that tells of the run. */
  private static boolean nameless(RunItem run) {
    return Waits.isWait(run.item());
  }

  /** As text, for it is a name and no quantity. */
  private static String pid(RunItem run) {
    long pid =
        EventFields.of(run.item()).field(nameless(run) ? "neighborPid" : PID).number(run.item());
    return pid < 0 ? null : String.valueOf(pid);
  }

  private static Object field(RunItem run, String identifier) {
    return EventFields.of(run.item()).field(identifier).of(run.item());
  }

  private interface OfRun {
    Object of(RunItem run, Culprit culprit);
  }

  private IMemberAccessor<?, IItem> of(OfRun value) {
    return item -> {
      RunItem run = waits.runOf(item);
      return run == null ? null : value.of(run, waits.culprit(run.culprit()));
    };
  }
}
