package io.schedprobe.jmc.page;

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
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemToolkit;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.flightrecorder.JfrAttributes;

/** What can be seen in windows, tables and pictures. */
final class Seen {
  /** JMC puts it between number and unit. */
  private static final String NO_BREAK = "\u00a0";

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private Seen() {}

  static List<String> typesOf(IItemCollection selection) {
    List<String> types = new ArrayList<>();
    selection.forEach(
        iterable -> iterable.forEach(item -> types.add(iterable.getType().getIdentifier())));
    types.sort(null);
    return types;
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

  /** Start of an event. */
  static IQuantity startOf(IItem item) {
    return JfrAttributes.START_TIME.getAccessor(ItemToolkit.getItemType(item)).getMember(item);
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
  static Path screenshot(Shell shell, String name) {
    Image image = new Image(shell.getDisplay(), shell.getClientArea());
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
}
