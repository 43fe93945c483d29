package io.schedprobe.jmc.page;

import io.schedprobe.jmc.page.chart.Causes;
import io.schedprobe.jmc.page.table.NeighborTable;
import io.schedprobe.jmc.page.table.ThreadTable;
import io.schedprobe.jmc.page.table.WaitList;
import io.schedprobe.jmc.page.waits.Facets;
import io.schedprobe.jmc.page.waits.Facets.Part;
import io.schedprobe.jmc.page.waits.RunItem;
import io.schedprobe.jmc.page.waits.ThreadKey;
import io.schedprobe.jmc.page.waits.WaitItem;
import io.schedprobe.jmc.page.waits.Waits;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jface.viewers.ColumnViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.ui.forms.widgets.Form;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.IWritableState;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemCollectionToolkit;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IRange;
import org.openjdk.jmc.flightrecorder.ui.IPageContainer;
import org.openjdk.jmc.flightrecorder.ui.IPageUI;
import org.openjdk.jmc.flightrecorder.ui.common.FlavorSelector;
import org.openjdk.jmc.flightrecorder.ui.selection.SelectionStoreActionToolkit;
import org.openjdk.jmc.ui.column.ColumnManager;
import org.openjdk.jmc.ui.column.ColumnMenusFactory;
import org.openjdk.jmc.ui.handlers.MCContextMenuManager;
import org.openjdk.jmc.ui.misc.PersistableSashForm;

/**
 * What the page shows of a recording with waits, and how a selection in one part filters the
 * others. Each part shows what all other selections leave; its own selection is only marked in it.
 */
final class NoisyNeighborsUi implements IPageUI {
  private static final String SASH = "sash";
  private static final String TABLES = "tables";
  private static final String DETAILS = "details";
  private static final String NEIGHBOURS = "neighbours";
  private static final String THREADS = "threads";
  private static final String CHART = "chart";
  private static final String WAITS = "waits";
  private static final String DETAIL = "detail";

  private final NoisyNeighborsPage page;
  private final IPageContainer container;
  private final SashForm sash;
  private final SashForm tables;
  private final SashForm details;
  private final NeighborTable neighbours;
  private final ThreadTable threads;
  private final ChartPanel chart;
  private final WaitList list;
  private final WaitDetail detail;
  private final FlavorSelector flavor;

  /** Waits of JMC's current selection; all where there is none. */
  private List<WaitItem> base;

  private IRange<IQuantity> flavorRange;
  private Facets facets = Facets.NONE;

  /**
   * While parts are built or filled, what they tell of their selections is no choice of the user.
   */
  private boolean refreshing = true;

  NoisyNeighborsUi(
      NoisyNeighborsPage page,
      Form form,
      FormToolkit toolkit,
      IPageContainer container,
      IState state) {
    this.page = page;
    this.container = container;
    base = page.waits().all();
    Waits waits = page.waits();
    Causes causes = page.causes();

    sash = new SashForm(form.getBody(), SWT.VERTICAL);
    toolkit.adapt(sash);
    tables = new SashForm(sash, SWT.HORIZONTAL);
    toolkit.adapt(tables);
    neighbours = new NeighborTable(tables, state.getChild(NEIGHBOURS), waits, causes);
    threads = new ThreadTable(tables, state.getChild(THREADS), waits);
    chart =
        new ChartPanel(sash, toolkit, container, page, state.getChild(CHART), this::chartSelected);
    details = new SashForm(sash, SWT.HORIZONTAL);
    toolkit.adapt(details);
    list = new WaitList(details, state.getChild(WAITS), waits, causes);
    detail = new WaitDetail(details, toolkit, state.getChild(DETAIL), waits);

    addMenu(neighbours.table().getManager(), this::selection, Messages.Selection_NEIGHBOURS);
    addMenu(threads.table().getManager(), this::selection, Messages.Selection_THREADS);
    addMenu(list.list().getManager(), this::selection, Messages.Selection_WAITS);
    addMenu(detail.list().getManager(), this::culprits, Messages.Selection_CULPRITS);
    chart.addSelectionActions(
        menu ->
            SelectionStoreActionToolkit.addSelectionStoreActions(
                null,
                container.getSelectionStore(),
                this::selection,
                Messages.Selection_CHART,
                menu));

    sash.setWeights(3, 5, 3);
    tables.setWeights(11, 9);
    details.setWeights(11, 9);
    load(sash, state.getChild(SASH));
    load(tables, state.getChild(TABLES));
    load(details, state.getChild(DETAILS));

    onSelection(neighbours.table().getManager(), this::tableSelected);
    onSelection(threads.table().getManager(), this::tableSelected);
    onSelection(list.list().getManager(), this::waitsSelected);
    onSelection(detail.list().getManager(), this::culpritsSelected);

    flavor =
        FlavorSelector.itemsWithTimerange(
            form,
            Waits.EVENTS,
            page.items(),
            container,
            this::flavorSelected,
            this::showFlavorRange,
            page.left().flavor);
    page.addResultActions(form);

    refreshing = false;
    refresh();
    restoreSelection();
  }

  private void restoreSelection() {
    NoisyNeighborsPage.Left left = page.left();
    if (left.neighbours != null) {
      neighbours.table().getManager().setSelectionState(left.neighbours);
    }
    if (left.threads != null) {
      threads.table().getManager().setSelectionState(left.threads);
    }
    if (!neighbours.selected().isEmpty() || !threads.selected().isEmpty()) {
      tableSelected();
    }
  }

  private static void load(SashForm form, IState state) {
    if (state != null) {
      PersistableSashForm.loadState(form, state);
    }
  }

  private void addMenu(
      ColumnManager manager, Supplier<IItemCollection> selected, String selectionName) {
    ColumnViewer viewer = manager.getViewer();
    MCContextMenuManager menu = MCContextMenuManager.create(viewer.getControl());
    ColumnMenusFactory.addDefaultMenus(manager, menu);
    SelectionStoreActionToolkit.addSelectionStoreActions(
        viewer, container.getSelectionStore(), selected, selectionName, menu);
  }

  private void onSelection(ColumnManager manager, Runnable action) {
    manager
        .getViewer()
        .addSelectionChangedListener(
            unused -> {
              if (!refreshing) {
                action.run();
              }
            });
  }

  private void tableSelected() {
    facets = facets.withCulprits(neighbours.selected()).withThreads(threads.selected());
    refresh();
    showSelection();
  }

  private void chartSelected(Set<ThreadKey> lanes, long from, long to) {
    if (!refreshing) {
      facets = facets.withChart(lanes, from, to);
      refresh();
      showSelection();
    }
  }

  private void waitsSelected() {
    List<WaitItem> selected = list.selected();
    showDetail(selected.isEmpty() ? facets.select(base) : selected);
    container.showSelection(itemsOf(selected.isEmpty() ? facets.select(base) : selected));
  }

  private void culpritsSelected() {
    container.showSelection(culprits());
  }

  /** The selected runs of culprits; without any, what their list is of. */
  private IItemCollection culprits() {
    List<? extends IItem> selected = detail.list().getSelection().get().toList();
    return selected.isEmpty() ? selection() : ItemCollectionToolkit.build(selected.stream());
  }

  private void flavorSelected(IItemCollection items, IRange<IQuantity> range) {
    base = items == null ? page.waits().all() : page.waits().toldBy(items);
    flavorRange = range;
    if (!refreshing) {
      refresh();
    }
  }

  private void showFlavorRange(boolean set) {
    IRange<IQuantity> range =
        set && flavorRange != null ? flavorRange : container.getRecordingRange();
    chart.setVisibleRange(range);
  }

  /** Shows in each part what the selections in the others leave. */
  private void refresh() {
    boolean outer = refreshing;
    refreshing = true;
    try {
      neighbours.show(facets.select(base, Part.CULPRITS));
      threads.show(facets.select(base, Part.THREADS));
      chart.show(facets.select(base, Part.CHART));
      List<WaitItem> matching = facets.select(base);
      list.show(matching);
      showDetail(matching);
    } finally {
      refreshing = outer;
    }
  }

  private void showDetail(List<WaitItem> selected) {
    boolean outer = refreshing;
    refreshing = true;
    try {
      detail.show(selected);
    } finally {
      refreshing = outer;
    }
  }

  private void showSelection() {
    container.showSelection(selection());
  }

  /** The events of what is selected: of the selected waits, or of all that match. */
  private IItemCollection selection() {
    List<WaitItem> selected = list.selected();
    return itemsOf(selected.isEmpty() ? facets.select(base) : selected);
  }

  private IItemCollection itemsOf(List<WaitItem> selected) {
    Stream<IItem> own =
        selected.stream()
            .flatMap(
                w ->
                    Stream.concat(
                        Stream.of(w.item()),
                        Stream.concat(
                            w.runs().stream().map(RunItem::item).filter(i -> i != w.item()),
                            Stream.ofNullable(w.throttling()))));
    Stream<IItem> stacks =
        selected.stream().flatMap(page.stacks()::during).filter(Objects::nonNull).distinct();
    return ItemCollectionToolkit.build(Stream.concat(own, stacks));
  }

  @Override
  public void saveTo(IWritableState state) {
    PersistableSashForm.saveState(sash, state.createChild(SASH));
    PersistableSashForm.saveState(tables, state.createChild(TABLES));
    PersistableSashForm.saveState(details, state.createChild(DETAILS));
    neighbours.table().getManager().getSettings().saveState(state.createChild(NEIGHBOURS));
    threads.table().getManager().getSettings().saveState(state.createChild(THREADS));
    list.list().getManager().getSettings().saveState(state.createChild(WAITS));
    detail.list().getManager().getSettings().saveState(state.createChild(DETAIL));
    chart.saveTo(state.createChild(CHART));

    NoisyNeighborsPage.Left left = page.left();
    left.flavor = flavor.getFlavorSelectorState();
    left.neighbours = neighbours.table().getManager().getSelectionState();
    left.threads = threads.table().getManager().getSelectionState();
  }
}
