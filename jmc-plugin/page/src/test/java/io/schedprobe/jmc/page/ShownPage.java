package io.schedprobe.jmc.page;

import io.schedprobe.jmc.page.chart.ThreadLane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.forms.widgets.Form;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.util.StatefulState;
import org.openjdk.jmc.flightrecorder.ui.IDisplayablePage;
import org.openjdk.jmc.flightrecorder.ui.IPageUI;
import org.openjdk.jmc.flightrecorder.ui.StreamModel;
import org.openjdk.jmc.flightrecorder.ui.common.FlavorSelector;
import org.openjdk.jmc.flightrecorder.ui.selection.SelectionStore;
import org.openjdk.jmc.ui.charts.IRenderedRow;
import org.openjdk.jmc.ui.misc.ChartCanvas;

/** The page of a recording in a window, and what a user does and sees there. */
final class ShownPage implements AutoCloseable {
  private final Display display = VirtualDisplay.open();
  private final Shell shell = new Shell(display);
  private final Jobs jobs = new Jobs();
  private final AroundPage around;
  private final IDisplayablePage page;
  private IPageUI ui;

  /** Makes the page of these events, but shows nothing yet. */
  ShownPage(IItemCollection items) {
    around = new AroundPage(items);
    NoisyNeighborsPageFactory factory = new NoisyNeighborsPageFactory();
    page =
        new NoisyNeighborsPage(
            new AroundPage.Definition(factory), new StreamModel(items), around, jobs);
    shell.setLayout(new FillLayout());
    shell.setSize(1500, 1100);
    shell.open();
  }

  /** What JMC has around the page. */
  AroundPage around() {
    return around;
  }

  /** What the page does beside the UI thread. */
  Jobs jobs() {
    return jobs;
  }

  /** Waits until the page shows what is selected, or has nothing more to do while jobs are held. */
  void settle() {
    VirtualDisplay.settle(display, jobs::isIdle);
  }

  /** Shows the page as it is when the user comes to it. */
  ShownPage show(IState state) {
    open(state);
    settle();
    return this;
  }

  /** Goes to the page, and does not wait for what it shows. */
  void open(IState state) {
    showNothing();
    ui = page.display(shell, new FormToolkit(display), around, state);
    shell.layout(true, true);
  }

  ShownPage show() {
    return show(StatefulState.create(state -> {}));
  }

  /** As when the user goes to another page. */
  void showNothing() {
    for (Control child : shell.getChildren()) {
      child.dispose();
    }
  }

  void resize(int width, int height) {
    shell.setSize(width, height);
    settle();
  }

  /** What is kept when the user leaves the page. */
  IState leave() {
    return StatefulState.create(ui);
  }

  /** Names of the types of events that JMC was told to show, each as often as it is there. */
  List<String> shownToJmc() {
    return Seen.typesOf(around.shown());
  }

  /** How often JMC was told what is selected. */
  int timesTold() {
    return around.timesTold();
  }

  /** Selects events elsewhere in JMC. */
  void selectElsewhere(IItemCollection selection) {
    Form form = (Form) shell.getChildren()[0];
    ((FlavorSelector) form.getData("flavor")).select(selection, around.getRecordingRange());
    settle();
  }

  SelectionStore store() {
    return around.getSelectionStore();
  }

  Form form() {
    return (Form) shell.getChildren()[0];
  }

  /** The table that has a column of this name. */
  Table table(String column) {
    return (Table)
        Seen.find(
            shell,
            c ->
                c instanceof Table table
                    && Stream.of(table.getColumns()).anyMatch(col -> col.getText().equals(column)));
  }

  /** Clicks rows; none to select nothing. */
  void select(Table table, int... rows) {
    click(table, rows);
    settle();
  }

  /** Clicks rows, and does not wait for what the page shows then. */
  void click(Table table, int... rows) {
    table.setSelection(rows);
    table.notifyListeners(SWT.Selection, new Event());
  }

  ChartCanvas chart() {
    return (ChartCanvas) Seen.find(shell, ChartCanvas.class::isInstance);
  }

  /** Names of the lanes, from the top down. */
  List<String> lanes() {
    chart().draw();
    return chart().chart().drawn().getNestedRows().stream()
        .filter(row -> row.getPayload() instanceof ThreadLane)
        .map(IRenderedRow::getName)
        .toList();
  }

  /** Middle of a row of the chart in pixels. */
  int middleOf(String row) {
    chart().draw();
    int top = 0;
    for (IRenderedRow drawn : chart().chart().drawn().getNestedRows()) {
      if (drawn.getName().equals(row)) {
        return top + drawn.getHeight() / 2;
      }
      top += drawn.getHeight();
    }
    throw new AssertionError("no row " + row);
  }

  /** Pixel of a time in the chart. */
  int pixelOf(IQuantity time) {
    return 180 + (int) chart().chart().drawnRange().getPixel(time);
  }

  /** Selects in the chart as with the mouse. */
  void drag(int x1, int y1, int x2, int y2) {
    chart().select(x1, y1, x2, y2);
    settle();
  }

  void escape() {
    chart().escape();
    settle();
  }

  /** The legend, which is the table with check boxes. */
  Table legend() {
    return (Table) Seen.find(shell, c -> c instanceof Table && (c.getStyle() & SWT.CHECK) != 0);
  }

  void toggle(String legendEntry) {
    Table legend = legend();
    for (TableItem item : legend.getItems()) {
      if (item.getText().equals(legendEntry)) {
        item.setChecked(!item.getChecked());
        Event event = new Event();
        event.item = item;
        event.detail = SWT.CHECK;
        legend.notifyListeners(SWT.Selection, event);
        settle();
        return;
      }
    }
    throw new AssertionError("no entry " + legendEntry + " in " + Seen.column(legend, 0));
  }

  /** All texts of labels on the page. */
  List<String> labels() {
    List<String> texts = new ArrayList<>();
    Seen.find(
        shell,
        control -> {
          if (control instanceof Label label) {
            texts.add(label.getText());
          }
          return false;
        });
    return texts;
  }

  /** Writes what the window shows into target/screenshots. */
  Path screenshot(String name) {
    settle();
    return Seen.screenshot(shell, name);
  }

  /** What the page left to JMC's log, as text. */
  String logged() {
    StringBuilder text = new StringBuilder();
    VirtualDisplay.takeLogged()
        .forEach(
            thrown ->
                text.append(Stream.iterate(thrown, t -> t != null, Throwable::getCause).toList()));
    return text.toString();
  }

  /** Whoever expects an exception asks for it before. */
  @Override
  public void close() {
    shell.dispose();
    String logged = logged();
    if (!logged.isEmpty()) {
      throw new AssertionError("in JMC's log: " + logged);
    }
  }
}
