package io.schedprobe.jmc.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.jmc.testing.KnownRecording;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** Whether each part of the page has room as it is shown first. */
class PartsTest {
  /** More than the lists show, so that they have a line that says so. */
  private static final int WAITS = 10_001;

  @TempDir static Path directory;
  private static IItemCollection many;

  @BeforeAll
  static void record() throws Exception {
    KnownRecording recording = new KnownRecording();
    for (int i = 0; i < WAITS; i++) {
      RunQueueLatency wait = new RunQueueLatency();
      wait.waitId = i;
      wait.threadName = "worker-" + i % 20;
      wait.osThreadId = 100 + i % 20;
      wait.waited = 70_000;
      wait.external = 10_000;
      wait.sibling = 10_000;
      wait.self = 10_000;
      wait.kernel = 10_000;
      wait.idle = 10_000;
      wait.throttled = 10_000;
      wait.unattributed = 10_000;
      NeighborRun run = new NeighborRun();
      run.waitId = i;
      run.osThreadId = wait.osThreadId;
      run.stalledName = wait.threadName;
      run.kind = "external";
      run.process = "noisy";
      run.cgroup = "/noisy";
      run.cpuTime = 10_000;
      recording.add(wait, i % 500, 70).add(run, i % 500, 70);
    }
    many = JfrLoaderToolkit.loadEvents(recording.write(directory.resolve("many.jfr")).toFile());
  }

  @ParameterizedTest
  @CsvSource({"1280, 900", "1000, 620"})
  void eachShowsSomething(int width, int height) {
    try (ShownPage page = new ShownPage(many)) {
      page.resize(width, height);
      page.show();
      page.screenshot("small-" + width);
      List<String> notes =
          page.labels().stream().filter(text -> text.startsWith("The 10,000 longest")).toList();
      assertEquals(2, notes.size(), () -> "" + page.labels());
      for (String column :
          List.of(
              Messages.NeighborTable_PART,
              Messages.ThreadTable_MOSTLY,
              Messages.WaitList_CAUSE,
              Messages.CulpritList_PID)) {
        int seen = rowsSeen(page.table(column));
        assertTrue(seen >= 1, () -> column + " has room for " + seen + " rows");
      }
      assertFalse(page.lanes().isEmpty());
    }
  }

  /** Of what the parts around the table leave of it: it does not get smaller than it can. */
  private static int rowsSeen(Table table) {
    int from = 0;
    int to = table.getSize().y;
    for (Control inner = table; inner.getParent() != null; inner = inner.getParent()) {
      int top = inner.getLocation().y;
      from = Math.max(0, top + from);
      to = Math.min(inner.getParent().getClientArea().height, top + to);
    }
    return (to - from - table.getHeaderHeight()) / table.getItemHeight();
  }
}
