package io.schedprobe.jmc.page;

import io.schedprobe.jmc.page.View.Piece;
import io.schedprobe.jmc.page.View.Request;
import io.schedprobe.jmc.page.waits.Facets;
import io.schedprobe.jmc.page.waits.ThreadKey;
import io.schedprobe.jmc.page.waits.WaitItem;
import io.schedprobe.jmc.page.waits.Waits;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jface.viewers.ColumnViewer;
import org.eclipse.swt.SWT;
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

/**
 * What the page shows of a recording with waits, and how a selection in one part filters the
 * others. Each part shows what all other selections leave; its own selection is only marked in it.
 */
final class NoisyNeighborsUi implements IPageUI {
  private final NoisyNeighborsPage.Left left;
  private final Model model;
  private final IPageContainer container;
  private final Parts parts;
  private final FlavorSelector flavor;
  private final Background<Request, View> background;

  /** What is not shown as it is selected, as yet. */
  private final Set<Piece> stale = EnumSet.noneOf(Piece.class);

  /** JMC's current selection, and the waits that it tells of; null where that is not known yet. */
  private IItemCollection elsewhere;

  private List<WaitItem> base;
  private IRange<IQuantity> flavorRange;
  private Facets facets;

  /** The events of what is selected; null while nobody asked for them. */
  private IItemCollection told;

  /**
   * While parts are built or filled, what they tell of their selections is no choice of the user.
   */
  private boolean refreshing = true;

  NoisyNeighborsUi(
      NoisyNeighborsPage page,
      Model model,
      Form form,
      FormToolkit toolkit,
      IPageContainer container,
      IState state) {
    this.left = page.left();
    this.model = model;
    this.container = container;
    IState kept = Parts.chartState(state);
    if (left.visible == null) {
      left.visible = PageState.visible(kept, container.getRecordingRange());
    }
    facets =
        left.facets == null
            ? PageState.selection(kept, container.getRecordingRange())
            : left.facets;
    parts = new Parts(form.getBody(), toolkit, container, left, model, state, new ChartListener());
    ColumnManager neighbors = parts.neighbors().table().getManager();
    ColumnManager threads = parts.threads().table().getManager();
    ColumnManager waits = parts.list().list().getManager();
    ColumnManager culprits = parts.detail().list().getManager();

    addMenu(neighbors, this::selection, Messages.Selection_NEIGHBORS);
    addMenu(threads, this::selection, Messages.Selection_THREADS);
    addMenu(waits, this::selection, Messages.Selection_WAITS);
    addMenu(culprits, this::culprits, Messages.Selection_CULPRITS);
    parts
        .chart()
        .addSelectionActions(
            menu ->
                SelectionStoreActionToolkit.addSelectionStoreActions(
                    null,
                    container.getSelectionStore(),
                    this::selection,
                    Messages.Selection_CHART,
                    menu));
    parts.withMenus().forEach(c -> c.addListener(SWT.MenuDetect, unused -> prepareSelection()));

    onSelection(neighbors, this::tableSelected);
    onSelection(threads, this::tableSelected);
    onSelection(waits, this::waitsSelected);
    onSelection(culprits, this::culpritsSelected);

    flavor =
        FlavorSelector.itemsWithTimerange(
            form,
            Waits.EVENTS,
            model.items(),
            container,
            this::flavorSelected,
            this::showFlavorRange,
            left.flavor);

    background =
        new Background<>(
            parts.control(),
            page.executor(),
            this::request,
            (request, outdated) -> View.of(model, request, outdated),
            this::show,
            parts.chart()::showReading,
            parts.chart()::showFailure);
    refreshing = false;
    refresh(EnumSet.of(Piece.TABLES, Piece.CHART, Piece.DETAIL));
    if (!facets.isEmpty()) {
      refresh(EnumSet.of(Piece.SELECTION));
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
    facets =
        facets.withCulprits(parts.neighbors().selected()).withThreads(parts.threads().selected());
    refresh(EnumSet.allOf(Piece.class));
  }

  private final class ChartListener implements ChartPanel.Listener {
    @Override
    public void selected(Set<ThreadKey> lanes, long from, long to) {
      if (!refreshing) {
        facets = facets.withChart(lanes, from, to);
        refresh(EnumSet.allOf(Piece.class));
      }
    }

    @Override
    public void outdated() {
      if (!refreshing) {
        refresh(EnumSet.of(Piece.CHART));
      }
    }
  }

  private void waitsSelected() {
    refresh(EnumSet.of(Piece.DETAIL, Piece.SELECTION));
  }

  private void culpritsSelected() {
    container.showSelection(culprits());
  }

  /** The selected runs of culprits; without any, what their list is of. */
  private IItemCollection culprits() {
    List<? extends IItem> selected = parts.detail().list().getSelection().get().toList();
    return selected.isEmpty() ? selection() : ItemCollectionToolkit.build(selected.stream());
  }

  private void flavorSelected(IItemCollection items, IRange<IQuantity> range) {
    elsewhere = items;
    base = null;
    flavorRange = range;
    if (!refreshing) {
      refresh(EnumSet.of(Piece.TABLES, Piece.CHART, Piece.DETAIL));
    }
  }

  private void showFlavorRange(boolean set) {
    IRange<IQuantity> range =
        set && flavorRange != null ? flavorRange : container.getRecordingRange();
    parts.chart().setVisibleRange(range);
  }

  /** Shows anew what is out of date, each part as the selections in the others leave it. */
  private void refresh(Set<Piece> pieces) {
    if (pieces.contains(Piece.DETAIL)) {
      told = null; // something else is selected
    }
    stale.addAll(pieces);
    background.request();
  }

  private Request request() {
    return new Request(
        EnumSet.copyOf(stale),
        elsewhere,
        base,
        facets,
        parts.list().selected(),
        parts.chart().hidden(),
        parts.chart().lanes());
  }

  private void show(View view) {
    stale.removeAll(view.request().pieces());
    refreshing = true;
    try {
      base = view.base();
      facets = view.facets();
      if (view.neighbors() != null) {
        parts.neighbors().show(view.neighbors(), facets.culprits());
        parts.threads().show(view.threads(), facets.threads());
        parts.list().show(view.list());
      }
      if (view.chart() != null) {
        parts.chart().show(view.chart(), facets);
      } else {
        parts.chart().showNote();
      }
      if (view.detail() != null) {
        parts.detail().show(view.detail());
      }
    } finally {
      refreshing = false;
    }
    if (view.events() != null) {
      told = view.events();
    }
    if (view.request().pieces().contains(Piece.SELECTION)) {
      container.showSelection(told);
    }
  }

  /** Before a menu offers to store what is selected, for collecting its events can take long. */
  private void prepareSelection() {
    if (told == null) {
      refresh(EnumSet.of(Piece.EVENTS));
    }
  }

  /** The events of what is selected: of the selected waits, or of all that match. */
  private IItemCollection selection() {
    if (told == null) {
      List<WaitItem> selected = parts.list().selected();
      List<WaitItem> all = base == null ? model.waits().all() : base;
      told = model.eventsOf(selected.isEmpty() ? facets.select(all) : selected);
    }
    return told;
  }

  @Override
  public void saveTo(IWritableState state) {
    parts.saveTo(state, container, left, facets);
    left.flavor = flavor.getFlavorSelectorState();
    left.facets = facets;
  }
}
