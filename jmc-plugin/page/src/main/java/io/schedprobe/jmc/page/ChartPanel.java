package io.schedprobe.jmc.page;

import io.schedprobe.jmc.page.chart.Cause;
import io.schedprobe.jmc.page.chart.ThreadLane;
import io.schedprobe.jmc.page.chart.TimeLine;
import io.schedprobe.jmc.page.waits.ThreadKey;
import io.schedprobe.jmc.page.waits.WaitItem;
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

  /** Hears what is selected in the chart. */
  interface Listener {
    void selected(Set<ThreadKey> lanes, long from, long to);
  }

  private final ChartCanvas canvas;
  private final NoisyNeighborsPage page;
  private final XYChart chart;
  private final TimeLine timeLine;
  private final CheckboxTableViewer legend;
  private final Label note;
  private final Set<String> hidden = new TreeSet<>();
  private List<WaitItem> shown = List.of();

  ChartPanel(
      Composite parent,
      FormToolkit toolkit,
      IPageContainer container,
      NoisyNeighborsPage page,
      IState state,
      Listener listener) {
    this.page = page;
    if (state != null) {
      for (IState child : state.getChildren(HIDDEN)) {
        String cause = child.getAttribute(CAUSE);
        if (cause != null) {
          hidden.add(cause);
        }
      }
    }
    Composite panel = toolkit.createComposite(parent);
    panel.setLayout(new GridLayout(2, false));
    canvas = new ChartCanvas(panel);
    canvas.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
    List<IAction> actions = page.causes().present().stream().map(this::action).toList();
    legend = ActionUiToolkit.buildCheckboxViewer(panel, actions.stream());
    GridData legendData = new GridData(SWT.FILL, SWT.FILL, false, true);
    legendData.widthHint = LEGEND_WIDTH;
    legend.getControl().setLayoutData(legendData);
    note = toolkit.createLabel(panel, "");
    note.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));

    timeLine = new TimeLine(page.waits(), page.causes());
    chart = new XYChart(container.getRecordingRange(), timeLine, NAMES_WIDTH);
    IRange<IQuantity> visible = page.left().visible;
    if (visible != null) {
      chart.setVisibleRange(visible.getStart(), visible.getEnd());
    }
    chart.addVisibleRangeListener(range -> page.left().visible = range);
    DataPageToolkit.createChartTimestampTooltip(canvas);
    DataPageToolkit.setChart(canvas, chart, unused -> {}, range -> tell(listener, range));
    canvas.addListener(SWT.Resize, unused -> rebuild());
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
    rebuild();
  }

  private void tell(Listener listener, IRange<IQuantity> range) {
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
    listener.selected(
        whole ? Set.of() : lanes,
        range == null ? Long.MIN_VALUE : range.getStart().clampedLongValueIn(UnitLookup.EPOCH_NS),
        range == null ? Long.MAX_VALUE : range.getEnd().clampedLongValueIn(UnitLookup.EPOCH_NS));
  }

  void addSelectionActions(Consumer<IContributionManager> adder) {
    adder.accept(canvas.getContextMenu());
  }

  void setVisibleRange(IRange<IQuantity> range) {
    chart.setVisibleRange(range.getStart(), range.getEnd());
    canvas.redrawChart();
  }

  /** Draws these waits. */
  void show(List<WaitItem> waits) {
    shown = waits;
    rebuild();
  }

  private void rebuild() {
    int room = canvas.getClientArea().height - AXIS_HEIGHT;
    timeLine.show(shown, hidden, TimeLine.lanesIn(room, LANE_HEIGHT));
    note.setText(note());
    canvas.redrawChart();
  }

  private String note() {
    String lanes =
        timeLine.shown() < timeLine.known()
            ? Messages.bind(Messages.ChartPanel_SOME_LANES, timeLine.shown(), timeLine.known())
            : "";
    String causes = hidesSome() ? Messages.ChartPanel_HIDDEN : "";
    return Stream.of(lanes, causes).filter(s -> !s.isEmpty()).collect(Collectors.joining(" "));
  }

  /** Causes hidden in other recordings are remembered, too. */
  private boolean hidesSome() {
    return page.causes().present().stream().anyMatch(cause -> hidden.contains(cause.id()));
  }

  void saveTo(IWritableState state) {
    for (String cause : hidden) {
      state.createChild(HIDDEN).putString(CAUSE, cause);
    }
  }
}
