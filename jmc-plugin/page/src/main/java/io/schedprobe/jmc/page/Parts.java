package io.schedprobe.jmc.page;

import io.schedprobe.jmc.page.chart.Causes;
import io.schedprobe.jmc.page.table.NeighborTable;
import io.schedprobe.jmc.page.table.ThreadTable;
import io.schedprobe.jmc.page.table.WaitList;
import io.schedprobe.jmc.page.waits.Facets;
import io.schedprobe.jmc.page.waits.Waits;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.IWritableState;
import org.openjdk.jmc.flightrecorder.ui.IPageContainer;
import org.openjdk.jmc.ui.column.ColumnManager;
import org.openjdk.jmc.ui.misc.PersistableSashForm;

/**
 * Where the parts of the page are, and how they look: tables above the chart, single waits below.
 */
final class Parts {
  private static final String SASH = "sash";
  private static final String TABLES = "tables";
  private static final String DETAILS = "details";
  private static final String NEIGHBORS = "neighbors";
  private static final String THREADS = "threads";
  private static final String CHART = "chart";
  private static final String WAITS = "waits";
  private static final String DETAIL = "detail";

  private final SashForm sash;
  private final SashForm tables;
  private final SashForm details;
  private final NeighborTable neighbors;
  private final ThreadTable threads;
  private final ChartPanel chart;
  private final WaitList list;
  private final WaitDetail detail;

  Parts(
      Composite parent,
      FormToolkit toolkit,
      IPageContainer container,
      NoisyNeighborsPage.Left left,
      Model model,
      IState state,
      ChartPanel.Listener chartListener) {
    Waits waits = model.waits();
    Causes causes = model.causes();
    sash = new SashForm(parent, SWT.VERTICAL);
    toolkit.adapt(sash);
    tables = new SashForm(sash, SWT.HORIZONTAL);
    toolkit.adapt(tables);
    neighbors = new NeighborTable(tables, state.getChild(NEIGHBORS), waits, causes);
    threads = new ThreadTable(tables, state.getChild(THREADS), waits);
    chart = new ChartPanel(sash, toolkit, container, left, model, chartState(state), chartListener);
    details = new SashForm(sash, SWT.HORIZONTAL);
    toolkit.adapt(details);
    list = new WaitList(details, state.getChild(WAITS), waits, causes);
    detail = new WaitDetail(details, toolkit, state.getChild(DETAIL), waits);

    // Each part shows something on a small screen, too, where JMC has views around the page.
    sash.setWeights(4, 9, 7);
    tables.setWeights(11, 9);
    details.setWeights(11, 9);
    load(sash, state.getChild(SASH));
    load(tables, state.getChild(TABLES));
    load(details, state.getChild(DETAILS));
  }

  private static void load(SashForm form, IState state) {
    if (state != null) {
      PersistableSashForm.loadState(form, state);
    }
  }

  /** What was kept of the chart; null if nothing was. */
  static IState chartState(IState state) {
    return state.getChild(CHART);
  }

  void saveTo(
      IWritableState state, IPageContainer container, NoisyNeighborsPage.Left left, Facets facets) {
    PersistableSashForm.saveState(sash, state.createChild(SASH));
    PersistableSashForm.saveState(tables, state.createChild(TABLES));
    PersistableSashForm.saveState(details, state.createChild(DETAILS));
    neighbors.table().getManager().getSettings().saveState(state.createChild(NEIGHBORS));
    threads.table().getManager().getSettings().saveState(state.createChild(THREADS));
    list.list().getManager().getSettings().saveState(state.createChild(WAITS));
    detail.list().getManager().getSettings().saveState(state.createChild(DETAIL));
    IWritableState kept = state.createChild(CHART);
    chart.saveTo(kept);
    PageState.save(kept, container.getRecordingRange(), left.visible, facets);
  }

  /** Disposed with all others. */
  Control control() {
    return sash;
  }

  /** All that have context menus. */
  Stream<Control> withMenus() {
    return Stream.concat(
        Stream.of(
                neighbors.table().getManager(),
                threads.table().getManager(),
                list.list().getManager(),
                detail.list().getManager())
            .map(ColumnManager::getViewer)
            .map(viewer -> viewer.getControl()),
        Stream.of(chart.control()));
  }

  NeighborTable neighbors() {
    return neighbors;
  }

  ThreadTable threads() {
    return threads;
  }

  ChartPanel chart() {
    return chart;
  }

  WaitList list() {
    return list;
  }

  WaitDetail detail() {
    return detail;
  }
}
