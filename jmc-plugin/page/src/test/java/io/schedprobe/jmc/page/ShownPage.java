package io.schedprobe.jmc.page;

import io.schedprobe.jmc.page.chart.ThreadLane;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
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
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemToolkit;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IRange;
import org.openjdk.jmc.common.unit.QuantityRange;
import org.openjdk.jmc.common.util.StatefulState;
import org.openjdk.jmc.flightrecorder.JfrAttributes;
import org.openjdk.jmc.flightrecorder.rules.util.RulesToolkit;
import org.openjdk.jmc.flightrecorder.ui.IDisplayablePage;
import org.openjdk.jmc.flightrecorder.ui.IPageContainer;
import org.openjdk.jmc.flightrecorder.ui.IPageDefinition;
import org.openjdk.jmc.flightrecorder.ui.IPageUI;
import org.openjdk.jmc.flightrecorder.ui.StreamModel;
import org.openjdk.jmc.flightrecorder.ui.common.FlavorSelector;
import org.openjdk.jmc.flightrecorder.ui.selection.SelectionStore;
import org.openjdk.jmc.ui.charts.IRenderedRow;
import org.openjdk.jmc.ui.misc.ChartCanvas;

/** The page of a recording in a window, and what a user does and sees there. */
final class ShownPage implements AutoCloseable {
  /** JMC puts it between number and unit. */
  private static final String NO_BREAK = "\u00a0";

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final Display display = VirtualDisplay.open();
  private final Shell shell = new Shell(display);
  private final SelectionStore store = new SelectionStore();
  private final IItemCollection items;
  private final IDisplayablePage page;
  private IPageUI ui;
  private IItemCollection shownToJmc;

  /** Makes the page of these events, but shows nothing yet. */
  ShownPage(IItemCollection items) {
    this.items = items;
    NoisyNeighborsPageFactory factory = new NoisyNeighborsPageFactory();
    page = factory.createPage(new Definition(factory), new StreamModel(items), container());
    shell.setLayout(new FillLayout());
    shell.setSize(1500, 1100);
    shell.open();
  }

  /** Shows the page as it is when the user comes to it. */
  ShownPage show(IState state) {
    for (Control child : shell.getChildren()) {
      child.dispose();
    }
    ui = page.display(shell, new FormToolkit(display), container(), state);
    shell.layout(true, true);
    VirtualDisplay.settle(display);
    return this;
  }

  ShownPage show() {
    return show(StatefulState.create(state -> {}));
  }

  /** What is kept when the user leaves the page. */
  IState leave() {
    return StatefulState.create(ui);
  }

  private record Definition(NoisyNeighborsPageFactory factory) implements IPageDefinition {
    @Override
    public String getName() {
      return factory.getName(null);
    }

    @Override
    public String getDescription() {
      return factory.getDescription(null);
    }

    @Override
    public String[] getTopics() {
      return factory.getTopics(null);
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
      return factory.getImageDescriptor(null);
    }

    @Override
    public IState getState() {
      return null;
    }
  }

  private IPageContainer container() {
    return new IPageContainer() {
      @Override
      public void showSelection(IItemCollection selection) {
        shownToJmc = selection;
      }

      @Override
      public IRange<IQuantity> getRecordingRange() {
        IQuantity start = RulesToolkit.getEarliestStartTime(items);
        return QuantityRange.createWithEnd(start, RulesToolkit.getLatestEndTime(items));
      }

      @Override
      public SelectionStore getSelectionStore() {
        return store;
      }
    };
  }

  /** Names of the types of events that JMC was told to show, each as often as it is there. */
  List<String> shownToJmc() {
    return typesOf(shownToJmc);
  }

  static List<String> typesOf(IItemCollection selection) {
    List<String> types = new ArrayList<>();
    selection.forEach(
        iterable -> iterable.forEach(item -> types.add(iterable.getType().getIdentifier())));
    types.sort(null);
    return types;
  }

  /** Selects events elsewhere in JMC. */
  void selectElsewhere(IItemCollection selection) {
    Form form = (Form) shell.getChildren()[0];
    ((FlavorSelector) form.getData("flavor")).select(selection, container().getRecordingRange());
    VirtualDisplay.settle(display);
  }

  SelectionStore store() {
    return store;
  }

  Form form() {
    return (Form) shell.getChildren()[0];
  }

  /** The table that has a column of this name. */
  Table table(String column) {
    return (Table)
        find(
            shell,
            c ->
                c instanceof Table table
                    && Stream.of(table.getColumns()).anyMatch(col -> col.getText().equals(column)));
  }

  /** Texts of a row, from the first column on. */
  static List<String> row(Table table, int row) {
    TableItem item = table.getItem(row);
    List<String> texts = new ArrayList<>();
    for (int column = 0; column < table.getColumnCount(); column++) {
      texts.add(item.getText(column).replace(NO_BREAK, " "));
    }
    return texts;
  }

  static List<String> column(Table table, int column) {
    return Stream.of(table.getItems()).map(item -> item.getText(column)).toList();
  }

  /** Clicks rows; none to select nothing. */
  void select(Table table, int... rows) {
    table.setSelection(rows);
    table.notifyListeners(SWT.Selection, new Event());
    VirtualDisplay.settle(display);
  }

  ChartCanvas chart() {
    return (ChartCanvas) find(shell, ChartCanvas.class::isInstance);
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

  /** Start of an event. */
  static IQuantity startOf(IItem item) {
    return JfrAttributes.START_TIME.getAccessor(ItemToolkit.getItemType(item)).getMember(item);
  }

  /** Selects in the chart as with the mouse. */
  void drag(int x1, int y1, int x2, int y2) {
    chart().select(x1, y1, x2, y2);
    VirtualDisplay.settle(display);
  }

  void escape() {
    chart().escape();
    VirtualDisplay.settle(display);
  }

  /** The legend, which is the table with check boxes. */
  Table legend() {
    return (Table) find(shell, c -> c instanceof Table && (c.getStyle() & SWT.CHECK) != 0);
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
        VirtualDisplay.settle(display);
        return;
      }
    }
    throw new AssertionError("no entry " + legendEntry + " in " + column(legend, 0));
  }

  /** All texts of labels on the page. */
  List<String> labels() {
    List<String> texts = new ArrayList<>();
    find(
        shell,
        control -> {
          if (control instanceof Label label) {
            texts.add(label.getText());
          }
          return false;
        });
    return texts;
  }

  static Control find(Composite parent, Predicate<Control> wanted) {
    for (Control child : parent.getChildren()) {
      if (wanted.test(child)) {
        return child;
      }
      Control below = child instanceof Composite composite ? find(composite, wanted) : null;
      if (below != null) {
        return below;
      }
    }
    return null;
  }

  /** How many pixels of a picture have a colour. */
  static long pixels(BufferedImage picture, Color color) {
    int wanted = color.getRGB();
    return Arrays.stream(
            picture.getRGB(
                0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
        .filter(pixel -> pixel == wanted)
        .count();
  }

  /** Writes what the window shows into target/screenshots. */
  Path screenshot(String name) {
    VirtualDisplay.settle(display);
    Image image = new Image(display, shell.getClientArea());
    GC gc = new GC(shell);
    gc.copyArea(image, 0, 0);
    gc.dispose();
    ImageLoader loader = new ImageLoader();
    loader.data = new ImageData[] {image.getImageData()};
    image.dispose();
    try {
      Files.createDirectories(SCREENSHOTS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path file = SCREENSHOTS.resolve(name.toLowerCase(Locale.ROOT) + ".png");
    loader.save(file.toString(), SWT.IMAGE_PNG);
    return file;
  }

  @Override
  public void close() {
    shell.dispose();
  }
}
