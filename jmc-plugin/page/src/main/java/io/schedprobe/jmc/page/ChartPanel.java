package io.schedprobe.jmc.page;

import io.schedprobe.jmc.page.chart.Cause;
import io.schedprobe.jmc.page.chart.ThreadLane;
import io.schedprobe.jmc.page.chart.TimeLine;
import io.schedprobe.jmc.page.waits.Facets;
import io.schedprobe.jmc.page.waits.ThreadKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IContributionManager;
import org.eclipse.jface.viewers.CheckboxTableViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.IWritableState;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IRange;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.ui.IPageContainer;
import org.openjdk.jmc.flightrecorder.ui.common.DataPageToolkit;
import org.openjdk.jmc.ui.charts.XYChart;
import org.openjdk.jmc.ui.misc.ActionUiToolkit;
import org.openjdk.jmc.ui.misc.ChartCanvas;

/** The chart with its legend, and a line below it that tells what the chart leaves out. */
final class ChartPanel {
  private static final String HIDDEN = "hidden";
  private static final String CAUSE = "cause";
  private static final int NAMES_WIDTH = 180;
  private static final int LEGEND_WIDTH = 250;
  private static final int LANE_HEIGHT = 18;
  private static final int AXIS_HEIGHT = 35;

  /** Hears what is selected in the chart, and when another model has to be drawn. */
  interface Listener {
    void selected(Set<ThreadKey> lanes, long from, long to);

    void outdated();
  }

  private final ChartCanvas canvas;
  private final Model model;
  private final Listener listener;
  private final XYChart chart;
  private final TimeLine timeLine = new TimeLine();
  private final Label note;
  private final Set<String> hidden = new TreeSet<>();

  /** What the chart has marked as selected, and what is still to be marked; null if nothing is. */
  private Facets marked = Facets.NONE;

  private Facets toMark;

  ChartPanel(
      Composite parent,
      FormToolkit toolkit,
      IPageContainer container,
      NoisyNeighborsPage.Left left,
      Model model,
      IState state,
      Listener listener) {
    this.model = model;
    this.listener = listener;
    if (state != null) {
      for (IState child : state.getChildren(HIDDEN)) {
        String cause = child.getAttribute(CAUSE);
        if (cause != null) {
          hidden.add(StateText.unescape(cause));
        }
      }
    }
    Composite panel = toolkit.createComposite(parent);
    panel.setLayout(new GridLayout(2, false));
    canvas = new ChartCanvas(panel);
    canvas.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
    List<IAction> actions = model.causes().present().stream().map(this::action).toList();
    CheckboxTableViewer legend = ActionUiToolkit.buildCheckboxViewer(panel, actions.stream());
    GridData legendData = new GridData(SWT.FILL, SWT.FILL, false, true);
    legendData.widthHint = LEGEND_WIDTH;
    legend.getControl().setLayoutData(legendData);
    note = toolkit.createLabel(panel, "");
    note.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));

    chart = new XYChart(container.getRecordingRange(), timeLine, NAMES_WIDTH);
    if (left.visible != null) {
      chart.setVisibleRange(left.visible.getStart(), left.visible.getEnd());
    }
    chart.addVisibleRangeListener(range -> left.visible = range);
    DataPageToolkit.createChartTimestampTooltip(canvas);
    DataPageToolkit.setChart(canvas, chart, unused -> {}, this::tell);
    canvas.addListener(SWT.Resize, unused -> resized());
    // After the canvas' own, which has drawn then: where rows are is not known before.
    canvas.addListener(SWT.Paint, unused -> mark());
  }

  private IAction action(Cause cause) {
    IAction action =
        DataPageToolkit.createCheckAction(
            cause.name(), cause.description(), cause.id(), cause.color(), on -> toggle(cause, on));
    action.setChecked(!hidden.contains(cause.id()));
    return action;
  }

  private void toggle(Cause cause, boolean on) {
    if (on) {
      hidden.remove(cause.id());
    } else {
      hidden.add(cause.id());
    }
    listener.outdated();
  }

  private void tell(IRange<IQuantity> range) {
    Set<ThreadKey> lanes = new HashSet<>();
    boolean whole = false;
    for (Object row : chart.getSelectedRows()) {
      if (row instanceof ThreadLane lane) {
        lanes.add(lane.thread());
      } else {
        // The row above the lanes is of all threads.
        whole = true;
      }
    }
    if (whole) {
      lanes.clear();
    }
    long from =
        range == null ? Long.MIN_VALUE : range.getStart().clampedLongValueIn(UnitLookup.EPOCH_NS);
    long to =
        range == null ? Long.MAX_VALUE : range.getEnd().clampedLongValueIn(UnitLookup.EPOCH_NS);
    marked = Facets.NONE.withChart(lanes, from, to);
    toMark = null;
    listener.selected(lanes, from, to);
  }

  /** Marks the selection that was not made with the mouse just now. */
  private void mark() {
    if (toMark == null) {
      return;
    }
    Facets next = toMark;
    toMark = null;
    marked = next;
    chart.clearSelection();
    if (!next.isEmpty()) {
      boolean ranged =
          !next.equals(Facets.NONE.withChart(next.lanes(), Long.MIN_VALUE, Long.MAX_VALUE));
      for (int y : timeLine.middlesOf(next.lanes())) {
        chart.select(
            ranged ? UnitLookup.EPOCH_NS.quantity(next.from()) : null,
            ranged ? UnitLookup.EPOCH_NS.quantity(next.to()) : null,
            y,
            y,
            false);
      }
    }
    canvas.redrawChart();
  }

  void addSelectionActions(Consumer<IContributionManager> adder) {
    adder.accept(canvas.getContextMenu());
  }

  void setVisibleRange(IRange<IQuantity> range) {
    chart.setVisibleRange(range.getStart(), range.getEnd());
    canvas.redrawChart();
  }

  /** Draws this, with this selected. */
  void show(TimeLine.Content content, Facets selection) {
    timeLine.show(content);
    toMark = selection.chart().equals(marked) ? null : selection.chart();
    showNote();
    canvas.redrawChart();
  }

  /** Says what the chart leaves out. */
  void showNote() {
    note.setText(note());
  }

  /** Says that what is shown is not what is selected, as yet. */
  void showReading() {
    note.setText(Messages.Page_READING);
  }

  /** Says why what is shown is not what is selected. */
  void showFailure(Throwable failure) {
    note.setText(Messages.bind(Messages.Page_FAILED, failure).replace("&", "&&"));
  }

  Control control() {
    return canvas;
  }

  /** Lanes for which there is room. */
  int lanes() {
    return TimeLine.lanesIn(canvas.getClientArea().height - AXIS_HEIGHT, LANE_HEIGHT);
  }

  Set<String> hidden() {
    return Set.copyOf(hidden);
  }

  private void resized() {
    if (timeLine.content().differsWith(lanes())) {
      listener.outdated();
    } else {
      canvas.redrawChart();
    }
  }

  private String note() {
    TimeLine.Content content = timeLine.content();
    String lanes = "";
    if (content.shown() < content.known()) {
      lanes =
          Messages.bind(
              content.shown() == 1 ? Messages.ChartPanel_ONE_LANE : Messages.ChartPanel_SOME_LANES,
              content.shown(),
              content.known());
    }
    String causes = hidesSome() ? Messages.ChartPanel_HIDDEN : "";
    return Stream.of(lanes, causes).filter(s -> !s.isEmpty()).collect(Collectors.joining(" "));
  }

  /** Causes hidden in other recordings are remembered, too. */
  private boolean hidesSome() {
    return model.causes().present().stream().anyMatch(cause -> hidden.contains(cause.id()));
  }

  void saveTo(IWritableState state) {
    for (String cause : hidden) {
      state.createChild(HIDDEN).putString(CAUSE, StateText.escape(cause));
    }
  }
}
