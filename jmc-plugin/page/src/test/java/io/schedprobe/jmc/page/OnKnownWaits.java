package io.schedprobe.jmc.page;

import io.schedprobe.jmc.testing.KnownWaits;
import java.nio.file.Path;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** Tests that have the page of known waits in a window, anew for each of them. */
abstract class OnKnownWaits {
  @TempDir static Path directory;
  static IItemCollection known;

  ShownPage page;

  @BeforeAll
  static void record() throws Exception {
    known = JfrLoaderToolkit.loadEvents(KnownWaits.write(directory.resolve("known.jfr")).toFile());
  }

  @BeforeEach
  void make() {
    page = new ShownPage(known);
    begin();
  }

  /** How each test begins: with the page shown, unless it says otherwise. */
  void begin() {
    page.show();
  }

  @AfterEach
  void close() {
    page.jobs().release();
    page.close();
  }

  Table neighbors() {
    return page.table(Messages.NeighborTable_PART);
  }

  Table threads() {
    return page.table(Messages.ThreadTable_MOSTLY);
  }

  Table waits() {
    return page.table(Messages.WaitList_CAUSE);
  }
}
