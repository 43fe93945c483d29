package io.schedprobe.jmc.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.jmc.page.chart.Causes;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

  @ParameterizedTest
  @ValueSource(strings = {"neighbour-17", "neighbour-25"})
  void theNeighbourIsNamedFirst(String name) throws Exception {
    try (ShownPage page = new ShownPage(recording(name)).show()) {
      Table neighbours = page.table(Messages.NeighborTable_PART);
      int first = ShownPage.column(neighbours, 1).indexOf(Messages.Share_EXTERNAL);
      assertEquals("sha256sum", ShownPage.row(neighbours, first).get(0));
      assertTrue(page.lanes().contains("client-1"), () -> "" + page.lanes());
      page.screenshot(name);
    }
  }

  @Test
  void sharesOfTheWaitsSumToWhatTheThreadsWaited() throws Exception {
    IItemCollection items = recording("neighbour-25");
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
      assertTrue(ShownPage.column(page.legend(), 0).contains(Messages.Share_THROTTLED));
      assertTrue(ShownPage.pixels(page.chart().draw(), Causes.color(Share.THROTTLED)) > 500);
      page.screenshot("quota-17");
    }
  }

  @Test
  void withoutTheKernelTracerThePageSaysWhyAndWhatToDo() throws Exception {
    try (ShownPage page = new ShownPage(recording("proc-17")).show()) {
      assertNotNull(ShownPage.find(page.form(), FormText.class::isInstance));
      page.screenshot("no-kernel-tracer");
    }
  }

  @Test
  void withoutEventsThePageSaysHowToGetThem() throws Exception {
    try (ShownPage page = new ShownPage(recordingOfNothing()).show()) {
      assertNotNull(ShownPage.find(page.form(), FormText.class::isInstance));
      page.screenshot("no-events");
    }
  }

  /** Some event of JFR's own, so that there is a time range, and none of ours. */
  private static IItemCollection recordingOfNothing() throws Exception {
    return recording("proc-17").apply(ItemFilters.type("jdk.CPULoad"));
  }
}
