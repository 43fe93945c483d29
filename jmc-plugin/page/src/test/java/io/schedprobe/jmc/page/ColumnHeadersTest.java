package io.schedprobe.jmc.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.jmc.testing.KnownWaits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.FontData;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** Whether columns are wide enough for their names as they are shown first. */
class ColumnHeadersTest {
  /** Around the name, in a header as GTK draws it. */
  private static final int MARGINS = 8;

  /** Of the columns that rows are sorted by. */
  private static final int ARROW = 24;

  private static final Set<String> SORTED =
      Set.copyOf(
          List.of(
              Messages.NeighborTable_CPU_TIME,
              Messages.ThreadTable_TOTAL,
              Messages.WaitList_WAITED));

  @Test
  void namesOfColumnsAreNotCut(@TempDir Path directory) throws Exception {
    Path recording = KnownWaits.write(directory.resolve("waits.jfr"));
    try (ShownPage page = new ShownPage(JfrLoaderToolkit.loadEvents(recording.toFile()))) {
      page.show();
      List<String> cut = new ArrayList<>();
      for (String column :
          List.of(
              Messages.NeighborTable_PLACE,
              Messages.ThreadTable_P99,
              Messages.WaitList_ONSET,
              Messages.CulpritList_PID)) {
        cut.addAll(cut(page.table(column)));
      }
      assertEquals(List.of(), cut);
    }
  }

  private static List<String> cut(Table table) {
    assertTrue(table.getColumnCount() > 0);
    List<String> cut = new ArrayList<>();
    FontData[] data = table.getFont().getFontData();
    for (FontData face : data) {
      face.setStyle(face.getStyle() | SWT.BOLD); // as JMC's headers are
    }
    Font bold = new Font(table.getDisplay(), data);
    GC gc = new GC(table);
    gc.setFont(bold);
    for (TableColumn column : table.getColumns()) {
      int needed = gc.textExtent(column.getText()).x + MARGINS;
      needed += SORTED.contains(column.getText()) ? ARROW : 0;
      if (needed > column.getWidth()) {
        cut.add(column.getText() + ": " + column.getWidth() + " of " + needed);
      }
    }
    gc.dispose();
    bold.dispose();
    return cut;
  }
}
