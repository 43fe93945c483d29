package io.schedprobe.jmc.page.waits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.jmc.testing.KnownRecording;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.ItemCollectionToolkit;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** Events of one wait that are bound together. */
class WaitsTest {
  @TempDir static Path directory;

  @Test
  void eventsThatCouldNotBeBackdatedAreBoundByTheStartThatTheyTell() throws Exception {
    long start = System.currentTimeMillis() + 100;
    RunQueueLatency wait = new RunQueueLatency();
    wait.waitId = 1;
    wait.threadName = "worker";
    wait.waitStart = start;
    wait.waited = 400_000_000;
    wait.external = wait.waited;
    NeighborRun run = run("external", "noisy", wait.waited);
    List<WaitItem> waits =
        Waits.of(
                JfrLoaderToolkit.loadEvents(
                    new KnownRecording()
                        .add(wait, 500, 1)
                        .add(run, 500, 1)
                        .write(directory.resolve("late.jfr"))
                        .toFile()))
            .all();
    assertEquals(1, waits.size());
    assertEquals(start * 1_000_000, waits.get(0).start());
    assertEquals(1, waits.get(0).runs().size());
    assertTrue(Waits.isWait(waits.get(0).item()));
  }

  @Test
  void waitKnownByItsTasksAloneHasTheSharesOfThemAll() throws Exception {
    WaitItem wait = Waits.of(twoRuns()).all().get(0);
    assertEquals(2, wait.runs().size());
    assertEquals(100_000_000, wait.shares().get(Share.EXTERNAL));
    assertEquals(300_000_000, wait.shares().get(Share.SIBLING));
  }

  /** JMC does so with many events that end at the same nanosecond. */
  @Test
  void eventsThatAreHandedOverTwiceCountOnce() throws Exception {
    List<IItem> items =
        twoRuns().stream().flatMap(IItemIterable::stream).flatMap(i -> Stream.of(i, i)).toList();
    assertEquals(4, items.size());
    List<WaitItem> waits = Waits.of(ItemCollectionToolkit.build(items.stream())).all();
    assertEquals(1, waits.size());
    assertEquals(2, waits.get(0).runs().size());
    assertEquals(400_000_000, waits.get(0).shares().sum());
  }

  private static IItemCollection twoRuns() throws Exception {
    return JfrLoaderToolkit.loadEvents(
        new KnownRecording()
            .add(run("external", "noisy", 100_000_000), 500, 500)
            .add(run("sibling", "sidecar", 300_000_000), 500, 500)
            .write(directory.resolve("runs.jfr"))
            .toFile());
  }

  private static NeighborRun run(String kind, String process, long cpuTime) {
    NeighborRun run = new NeighborRun();
    run.waitId = 1;
    run.kind = kind;
    run.process = process;
    run.cpuTime = cpuTime;
    return run;
  }
}
