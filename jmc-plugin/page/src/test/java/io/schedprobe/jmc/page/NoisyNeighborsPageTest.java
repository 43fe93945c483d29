package io.schedprobe.jmc.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.jmc.page.chart.Causes;
import io.schedprobe.jmc.testing.KnownRecording;
import java.awt.Color;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.Test;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.ItemFilters;
import org.openjdk.jmc.flightrecorder.JfrAttributes;
import org.openjdk.jmc.ui.handlers.MCContextMenuManager;

/** Shows the page of known waits in a window and uses it. */
class NoisyNeighborsPageTest extends OnKnownWaits {
  private static final Color FIRST_NEIGHBOR = new Color(0xE69F00);
  private static final Color SECOND_NEIGHBOR = new Color(0x009E73);

  @Test
  void neighborsAreTheMostCostlyFirstWithPlaceAndWhatTheyTook() throws Exception {
    Table table = neighbors();
    assertEquals(List.of("noisy", "sidecar", "GC Thread#0", "kworker/0:1"), Seen.column(table, 0));
    assertEquals(
        List.of("noisy", "Neighbors", "container shop-cache", "65 ms", "65 %", "3", "2", "40 ms"),
        Seen.row(table, 0));
    assertEquals(
        List.of("sidecar", "Own cgroup", "/sidecar", "20 ms", "20 %", "1", "1", "20 ms"),
        Seen.row(table, 1));
    assertEquals(
        List.of("GC Thread#0", "This JVM", "", "10 ms", "10 %", "1", "1", "50 ms"),
        Seen.row(table, 2));
    assertTrue(Files.size(page.screenshot("known-waits")) > 10_000);
  }

  @Test
  void threadsAreThoseThatWaitedLongestFirst() {
    Table table = threads();
    assertEquals(
        List.of("worker-2", "2", "70 ms", "50 ms", "50 ms", "CPU quota used up 57.1 %"),
        Seen.row(table, 0));
    assertEquals(
        List.of("worker-1", "2", "60 ms", "40 ms", "40 ms", "Neighbors 75.0 %"),
        Seen.row(table, 1));
    assertEquals(
        List.of("GC Thread#0", "1", "20 ms", "20 ms", "20 ms", "Own cgroup 100.0 %"),
        Seen.row(table, 2));
  }

  @Test
  void lanesAreOfThreadsInTheColoursOfTheLegend() {
    assertEquals(List.of("worker-2", "worker-1", "GC Thread#0"), page.lanes());
    assertEquals(
        List.of("noisy (container shop-cache)", "sidecar (/sidecar)", "CPU quota used up"),
        Seen.column(page.legend(), 0));
    var picture = page.chart().draw();
    for (Color color : List.of(FIRST_NEIGHBOR, SECOND_NEIGHBOR, Causes.color(Share.THROTTLED))) {
      assertTrue(Seen.pixels(picture, color) > 50, () -> "missing " + color);
    }
  }

  @Test
  void lengthsOfWaitsAreShownOverTime() {
    int middle = page.middleOf(Messages.TimeLine_LENGTHS);
    var cells = new java.util.HashSet<String>();
    var chart = page.chart().chart();
    for (int x = 180; x < page.chart().getClientArea().width; x += 3) {
      for (int y = 0; y < 2 * middle; y += 3) {
        chart.infoAt(
            cell -> cells.add(cell.getName() + ": " + cell.getY().displayUsing("exact")), x, y);
      }
    }
    assertEquals(Set.of("Waits of 17.8 ms to 31.6 ms: 1", "Waits of 31.6 ms to 56.2 ms: 1"), cells);
  }

  @Test
  void causesThatAreNotTickedAreHiddenAndStaySo() {
    page.toggle("noisy (container shop-cache)");
    assertEquals(0, Seen.pixels(page.chart().draw(), FIRST_NEIGHBOR));
    assertEquals(List.of("worker-2", "GC Thread#0"), page.lanes());
    assertTrue(page.labels().contains(Messages.ChartPanel_HIDDEN));

    IState kept = page.leave();
    page.show(kept);
    assertEquals(List.of("worker-2", "GC Thread#0"), page.lanes());
    page.toggle("noisy (container shop-cache)");
    assertEquals(3, page.lanes().size());
  }

  @Test
  void selectingANeighborFiltersTheOthersAndTellsJmc() {
    Table neighbors = neighbors();
    page.select(neighbors, 1);
    assertEquals(4, neighbors.getItemCount());
    assertEquals(List.of("GC Thread#0"), Seen.column(threads(), 0));
    assertEquals(List.of("GC Thread#0"), page.lanes());
    assertEquals(1, waits().getItemCount());
    assertEquals(
        List.of("schedprobe.NeighborRun", "schedprobe.RunQueueLatency"), page.shownToJmc());

    page.select(neighbors);
    assertEquals(3, page.lanes().size());
    assertEquals(5, waits().getItemCount());
  }

  @Test
  void selectingAThreadFiltersTheOthersAndTellsJmc() {
    page.select(threads(), 0);
    assertEquals(List.of("noisy", "GC Thread#0"), Seen.column(neighbors(), 0));
    assertEquals("20 ms", Seen.row(neighbors(), 0).get(3));
    assertEquals(List.of("worker-2"), page.lanes());
    assertEquals(3, threads().getItemCount());
    assertEquals(
        List.of(
            "schedprobe.NeighborRun",
            "schedprobe.NeighborRun",
            "schedprobe.RunQueueLatency",
            "schedprobe.RunQueueLatency",
            "schedprobe.Throttling"),
        page.shownToJmc());
    page.screenshot("thread-selected");
  }

  @Test
  void whatTheThreadDidMeanwhileGoesToTheStackTraceView() {
    page.select(threads(), 1);
    List<String> others =
        page.shownToJmc().stream().filter(type -> !type.startsWith("schedprobe.")).toList();
    assertEquals(List.of(KnownRecording.Work.class.getName()), others);
  }

  @Test
  void selectingATimeInTheChartFiltersTheTables() {
    int row = page.middleOf(Messages.TimeLine_LENGTHS);
    IItem second = waitsOf("worker-1").get(1);
    int x = page.pixelOf(Seen.startOf(second));
    page.drag(x - 2, row, x + 8, row);
    assertEquals(List.of("noisy", "kworker/0:1"), Seen.column(neighbors(), 0));
    assertEquals(List.of("worker-1"), Seen.column(threads(), 0));
    assertEquals(1, waits().getItemCount());
    assertEquals(3, page.lanes().size());
    page.screenshot("time-selected");

    page.escape();
    assertEquals(5, waits().getItemCount());
  }

  @Test
  void selectingALaneIsSelectingItsThread() {
    int lane = page.middleOf("worker-1");
    page.drag(200, lane, 200, lane);
    assertEquals(List.of("noisy", "kworker/0:1"), Seen.column(neighbors(), 0));
    assertEquals(2, waits().getItemCount());
  }

  @Test
  void theSelectedWaitIsTakenApart() {
    Table waits = waits();
    assertEquals("50 ms", Seen.row(waits, 0).get(1));
    page.select(waits, 0);
    assertTrue(page.labels().contains("worker-2 waited 50.0 ms"), () -> "" + page.labels());
    assertTrue(
        page.labels().contains("CPU quota used up 40.0 ms (80.0 %) · This JVM 10.0 ms (20.0 %)"),
        () -> "" + page.labels());
    Table culprits = page.table(Messages.CulpritList_PID);
    assertEquals(1, culprits.getItemCount());
    assertEquals(
        List.of("GC Thread#0", "GC Thread#0", "This JVM", "", "4711", "10 ms"),
        Seen.row(culprits, 0));
    page.screenshot("wait-selected");
  }

  @Test
  void selectionsCanBeStored() {
    Table threads = threads();
    page.select(threads, 2);
    MCContextMenuManager menu = (MCContextMenuManager) threads.getData("menu");
    for (var entry : menu.getItems()) {
      if (entry instanceof ActionContributionItem action) {
        action.getAction().run();
      }
    }
    assertEquals(1, page.store().entries().size());
    assertEquals(Messages.Selection_THREADS, page.store().entries().get(0).name());
    assertEquals(
        List.of("schedprobe.NeighborRun", "schedprobe.RunQueueLatency"),
        Seen.typesOf(page.store().entries().get(0).items()));
  }

  @Test
  void whatIsSelectedElsewhereInJmcIsWhatThePageShows() {
    page.selectElsewhere(
        known.apply(ItemFilters.equals(JfrAttributes.EVENT_THREAD, threadOf("worker-1"))));
    assertEquals(List.of("worker-1"), page.lanes());
    page.selectElsewhere(null);
    assertEquals(3, page.lanes().size());
  }

  @Test
  void selectionAndColumnsAreThereAgainWhenTheUserComesBack() {
    page.select(threads(), 1);
    IState kept = page.leave();
    page.show(kept);
    assertEquals(List.of("worker-1"), page.lanes());
    assertEquals(List.of("noisy", "kworker/0:1"), Seen.column(neighbors(), 0));
  }

  @Test
  void resultsOfRulesAreAskedForByTopic() {
    assertEquals(
        String.join(",", new NoisyNeighborsPageFactory().getTopics(null)),
        page.form().getData("resultActions"));
  }

  private static org.openjdk.jmc.common.IMCThread threadOf(String name) {
    IItem wait = waitsOf(name).get(0);
    return JfrAttributes.EVENT_THREAD
        .getAccessor(org.openjdk.jmc.common.item.ItemToolkit.getItemType(wait))
        .getMember(wait);
  }

  private static List<IItem> waitsOf(String thread) {
    List<IItem> waits = new java.util.ArrayList<>();
    known
        .apply(ItemFilters.type("schedprobe.RunQueueLatency"))
        .forEach(
            iterable -> {
              var accessor = JfrAttributes.EVENT_THREAD.getAccessor(iterable.getType());
              iterable.forEach(
                  item -> {
                    if (accessor.getMember(item).getThreadName().equals(thread)) {
                      waits.add(item);
                    }
                  });
            });
    waits.sort(java.util.Comparator.comparing(Seen::startOf));
    return waits;
  }
}
