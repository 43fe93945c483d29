package io.schedprobe.jmc.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.jmc.page.chart.Causes;
import io.schedprobe.jmc.page.waits.TracerSays;
import io.schedprobe.jmc.page.waits.WaitItem;
import io.schedprobe.jmc.page.waits.Waits;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.forms.widgets.FormText;
import org.junit.jupiter.api.Test;
import org.openjdk.jmc.common.item.Aggregators;
import org.openjdk.jmc.common.item.Attribute;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** Shows recordings that the agent made. */
class RealRecordingsTest {
  private static final Path RECORDINGS =
      Path.of("..", "analysis", "src", "test", "resources", "recordings");

  private static IItemCollection recording(String name) throws Exception {
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(RECORDINGS.resolve(name + ".jfr.gz")))) {
      return JfrLoaderToolkit.loadEvents(in);
    }
  }

  /** The container that the neighbor ran in, by its id. */
  private static final String PLACE = "0b1d2c3e-4f50-4617-8293-a4b5c6d7e8f9 · 4d2f7c1b9e8a";

  /** That place in the name of a cause, which is cut. */
  private static final String CAUSE = "sha256sum (0b1d2c3e-4f50-4617-8293-a4b5…";

  /** A wait without its start, which is told in the time zone of the reader. */
  private static List<String> wait(ShownPage page, int row) {
    List<String> texts = Seen.row(page.table(Messages.WaitList_CAUSE), row);
    return texts.subList(1, texts.size());
  }

  private static void assertLabels(ShownPage page, String... texts) {
    for (String text : texts) {
      assertTrue(page.labels().contains(text), () -> text + " in " + page.labels());
    }
  }

  @Test
  void theNeighborIsNamedFirstWithWhatItTook() throws Exception {
    try (ShownPage page = new ShownPage(recording("neighbor-17")).show()) {
      Table neighbors = page.table(Messages.NeighborTable_PART);
      assertEquals(31, neighbors.getItemCount());
      assertEquals(
          List.of("sha256sum", "Neighbors", PLACE, "12.799 s", "92.4 %", "594", "17", "207.253 ms"),
          Seen.row(neighbors, 0));
      assertEquals(
          List.of(
              "C1 CompilerThre", "This JVM", "", "306.124 ms", "2.21 %", "212", "12", "207.253 ms"),
          Seen.row(neighbors, 1));
      Table threads = page.table(Messages.ThreadTable_MOSTLY);
      assertEquals(17, threads.getItemCount());
      assertEquals(
          List.of("request-1", "101", "3.249 s", "152.949 ms", "152.669 ms", "Neighbors 93.9 %"),
          Seen.row(threads, 0));
      assertEquals(
          List.of("client-1", "155", "3.067 s", "116.551 ms", "100.773 ms", "Neighbors 96.6 %"),
          Seen.row(threads, 1));
      assertEquals(631, page.table(Messages.WaitList_CAUSE).getItemCount());
      assertEquals(
          List.of("207.253 ms", "VM Periodic Tas", CAUSE, "90.4 %", "wakeup", "1"), wait(page, 0));
      assertEquals(List.of(CAUSE, "Other neighbors", "This JVM"), Seen.column(page.legend(), 0));
      assertEquals(List.of("request-1", "client-1"), page.lanes().subList(0, 2));
      assertLabels(
          page,
          "631 waits, 13.9 s in all",
          "Neighbors 12.9 s (93.0 %) · This JVM 894 ms (6.5 %) · Kernel 60.9 ms (0.4 %)"
              + " · Not known 20.7 ms (0.1 %)");
      page.screenshot("neighbor-17");
    }
  }

  @Test
  void theLongestWaitIsTakenApart() throws Exception {
    try (ShownPage page = new ShownPage(recording("neighbor-25")).show()) {
      assertEquals(
          List.of("sha256sum", "Neighbors", PLACE, "9.079 s", "93.1 %", "425", "14", "135.661 ms"),
          Seen.row(page.table(Messages.NeighborTable_PART), 0));
      assertEquals(
          List.of("request-1", "115", "2.445 s", "120.869 ms", "100.851 ms", "Neighbors 93.7 %"),
          Seen.row(page.table(Messages.ThreadTable_MOSTLY), 0));
      assertEquals(
          List.of(CAUSE, "java (/)", "This JVM", "Not known"), Seen.column(page.legend(), 0));
      assertEquals(
          List.of("135.661 ms", "Monitor Deflati", CAUSE, "97.1 %", "wakeup", "1"), wait(page, 0));
      assertLabels(page, "429 waits, 9.80 s in all");

      page.select(page.table(Messages.WaitList_CAUSE), 0);
      assertLabels(
          page,
          "Monitor Deflati waited 136 ms",
          "Neighbors 132 ms (97.1 %) · This JVM 3.89 ms (2.9 %)");
      Table culprits = page.table(Messages.CulpritList_PID);
      assertEquals(
          List.of("sha256sum", "sha256sum", "Neighbors", PLACE, "18864", "67.909 ms"),
          Seen.row(culprits, 0));
      assertEquals(
          List.of("C1 CompilerThre", "C1 CompilerThre", "This JVM", "", "18831", "3.890 ms"),
          Seen.row(culprits, 2));
      page.screenshot("neighbor-25");
    }
  }

  @Test
  void sharesOfTheWaitsSumToWhatTheThreadsWaited() throws Exception {
    IItemCollection items = recording("neighbor-25");
    List<WaitItem> waits = Waits.of(items).all();
    assertEquals(
        items
            .apply(ItemFilters.type("schedprobe.RunQueueLatency"))
            .getAggregate(Aggregators.count())
            .longValue(),
        waits.size());
    for (WaitItem wait : waits) {
      assertEquals(wait.waited(), wait.shares().sum());
    }
  }

  @Test
  void aQuotaThatWasUsedUpIsInTheLanes() throws Exception {
    IItemCollection items = recording("quota-17");
    Waits waits = Waits.of(items);
    long throttled = waits.all().stream().mapToLong(w -> w.shares().get(Share.THROTTLED)).sum();
    long told =
        items
            .apply(ItemFilters.type("schedprobe.Throttling"))
            .getAggregate(Aggregators.sum(Attribute.attr("throttled", "", UnitLookup.TIMESPAN)))
            .clampedLongValueIn(UnitLookup.NANOSECOND);
    assertEquals(1, (double) told / throttled, 0.05);
    try (ShownPage page = new ShownPage(items).show()) {
      assertEquals(
          List.of("java (/)", "Other neighbors", "CPU quota used up", "This JVM", "Kernel"),
          Seen.column(page.legend(), 0));
      assertEquals(
          List.of(
              "worker-1", "121", "6.025 s", "98.272 ms", "96.390 ms", "CPU quota used up 96.0 %"),
          Seen.row(page.table(Messages.ThreadTable_MOSTLY), 0));
      assertEquals(
          List.of(
              "104.001 ms", "JFR Event Stream 1", "CPU quota used up", "90.5 %", "throttled", "0"),
          wait(page, 0));
      assertLabels(
          page,
          "Lanes of the 18 threads that waited longest, of 20. Select threads in the table to see"
              + " others.",
          "925 waits, 37.3 s in all");
      assertTrue(Seen.pixels(page.chart().draw(), Causes.color(Share.THROTTLED)) > 500);
      page.screenshot("quota-17");
    }
  }

  @Test
  void withoutTheKernelTracerThePageSaysWhyAndWhatToDo() throws Exception {
    IItemCollection items = recording("proc-17");
    String text = MissingWaitsUi.html(TracerSays.in(items));
    assertTrue(text.contains("The best source that the agent had was proc"), text);
    assertTrue(text.contains("<p>Why: ") && text.contains("<p>What to do: "), text);
    try (ShownPage page = new ShownPage(items).show()) {
      assertNotNull(Seen.find(page.form(), FormText.class::isInstance));
      page.screenshot("no-kernel-tracer");
    }
  }

  @Test
  void withoutEventsThePageSaysHowToGetThem() throws Exception {
    String text = MissingWaitsUi.html(TracerSays.in(recordingOfNothing()));
    assertTrue(text.contains("This recording has no events of schedprobe."), text);
    assertTrue(text.contains("-javaagent:schedprobe.jar"), text);
    try (ShownPage page = new ShownPage(recordingOfNothing()).show()) {
      assertNotNull(Seen.find(page.form(), FormText.class::isInstance));
      page.screenshot("no-events");
    }
  }

  /** Some event of JFR's own, so that there is a time range, and none of ours. */
  private static IItemCollection recordingOfNothing() throws Exception {
    return recording("proc-17").apply(ItemFilters.type("jdk.CPULoad"));
  }
}
