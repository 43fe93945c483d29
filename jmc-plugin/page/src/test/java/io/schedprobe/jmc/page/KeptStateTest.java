package io.schedprobe.jmc.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.jmc.page.chart.ThreadLane;
import io.schedprobe.jmc.page.waits.Facets;
import io.schedprobe.jmc.page.waits.ThreadKey;
import io.schedprobe.jmc.testing.KnownRecording;
import io.schedprobe.jmc.testing.KnownWaits;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmc.common.IState;
import org.openjdk.jmc.common.item.IItemCollection;
import org.openjdk.jmc.common.unit.IQuantity;
import org.openjdk.jmc.common.unit.IRange;
import org.openjdk.jmc.common.unit.QuantityRange;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.common.util.StatefulState;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;
import org.openjdk.jmc.ui.charts.XYChart;

/** What is kept for when the user comes back, and for after a restart. */
class KeptStateTest extends OnKnownWaits {
  private Set<String> selectedLanes() {
    Set<String> lanes = new TreeSet<>();
    for (Object row : page.chart().chart().getSelectedRows()) {
      lanes.add(row instanceof ThreadLane lane ? lane.thread().name() : row.getClass().getName());
    }
    return lanes;
  }

  @Test
  void theChartIsAsItWasWhenTheUserComesBackAndAfterARestart() throws Exception {
    int lane = page.middleOf("worker-2");
    page.drag(200, lane, 700, lane);
    IRange<IQuantity> selection = page.chart().chart().getSelectionRange();
    IRange<IQuantity> visible = middle();
    page.chart().chart().setVisibleRange(visible.getStart(), visible.getEnd());
    int listed = waits().getItemCount();
    assertTrue(listed < 5);
    IState left = page.leave();

    page.show(left);
    assertSelected(page, listed, selection, visible);

    page.close();
    page = new ShownPage(known).show(StateTextTest.restarted(state -> PageState.copy(left, state)));
    assertSelected(page, listed, selection, visible);
    page.escape();
    assertEquals(5, waits().getItemCount());
  }

  private void assertSelected(
      ShownPage shown, int listed, IRange<IQuantity> selection, IRange<IQuantity> visible) {
    assertEquals(listed, waits().getItemCount());
    XYChart chart = shown.chart().chart();
    assertEquals(Set.of("worker-2"), selectedLanes());
    assertEquals(nanos(selection.getStart()), nanos(chart.getSelectionRange().getStart()));
    assertEquals(nanos(selection.getEnd()), nanos(chart.getSelectionRange().getEnd()));
    assertEquals(nanos(visible.getStart()), nanos(chart.drawnRange().getStart()));
    assertEquals(nanos(visible.getEnd()), nanos(chart.drawnRange().getEnd()));
  }

  /** The middle half of what is drawn. */
  private IRange<IQuantity> middle() {
    long from = nanos(page.chart().chart().drawnRange().getStart());
    long quarter = (nanos(page.chart().chart().drawnRange().getEnd()) - from) / 4;
    return QuantityRange.createWithEnd(
        UnitLookup.EPOCH_NS.quantity(from + quarter),
        UnitLookup.EPOCH_NS.quantity(from + 3 * quarter));
  }

  private static long nanos(IQuantity time) {
    return time.clampedLongValueIn(UnitLookup.EPOCH_NS);
  }

  @Test
  void aTimeSelectedForAllThreadsIsMarkedAgain() {
    int row = page.middleOf(Messages.TimeLine_LENGTHS);
    page.drag(200, row, 700, row);
    IRange<IQuantity> selection = page.chart().chart().getSelectionRange();
    page.show(page.leave());
    assertEquals(1, page.chart().chart().getSelectedRows().length);
    assertEquals(
        nanos(selection.getEnd()), nanos(page.chart().chart().getSelectionRange().getEnd()));
  }

  @Test
  void whatIsSelectedInTablesIsKeptUntilJmcEnds() throws Exception {
    page.select(threads(), 0);
    assertEquals(2, waits().getItemCount());
    IState left = page.leave();

    page.show(left);
    assertEquals(2, waits().getItemCount());
    assertEquals(1, threads().getSelectionCount());

    page.close();
    page = new ShownPage(known).show(StateTextTest.restarted(state -> PageState.copy(left, state)));
    assertEquals(5, waits().getItemCount());
    assertEquals(0, threads().getSelectionCount());
  }

  @Test
  void anotherRecordingIsShownWhole() throws Exception {
    int lane = page.middleOf("worker-2");
    page.drag(200, lane, 200, lane);
    IState left = page.leave();
    IItemCollection other =
        JfrLoaderToolkit.loadEvents(KnownWaits.write(directory.resolve("other.jfr")).toFile());
    page.close();
    page = new ShownPage(other).show(StateTextTest.restarted(state -> PageState.copy(left, state)));
    assertEquals(5, waits().getItemCount());
    assertEquals(Set.of(), selectedLanes());
  }

  @Test
  void aStateThatSomebodySpoiltIsNone() {
    IRange<IQuantity> recording = middle();
    for (String spoilt : List.of("", "x", "9".repeat(40))) {
      IState state =
          StatefulState.create(
              writable -> {
                for (String range : List.of("visible", "selected")) {
                  writable.createChild(range).putString("from", spoilt);
                }
                PageState.save(
                    writable, recording, recording, Facets.NONE.withChart(Set.of(), 5, 9));
              });
      assertNull(PageState.visible(state, recording));
      assertEquals(Facets.NONE, PageState.selection(state, recording));
    }
  }

  @Test
  void aHiddenCauseStaysHiddenWhateverItIsCalled() throws Exception {
    RunQueueLatency wait = new RunQueueLatency();
    wait.waitId = 1;
    wait.threadName = "worker";
    wait.waited = 10_000_000;
    wait.external = wait.waited;
    NeighborRun run = new NeighborRun();
    run.waitId = 1;
    run.kind = "external";
    run.process = "nul \u0000 half \ud83d \"<&'";
    run.cpuTime = wait.waited;
    run.cgroup = "/c";
    IItemCollection hostile =
        JfrLoaderToolkit.loadEvents(
            new KnownRecording()
                .add(wait, 50, 10_000)
                .add(run, 50, 10_000)
                .write(directory.resolve("hostile.jfr"))
                .toFile());
    page.close();
    page = new ShownPage(hostile).show();
    assertEquals(List.of("worker"), page.lanes());
    page.toggle(page.legend().getItem(0).getText());
    assertEquals(List.of(), page.lanes());
    IState left = page.leave();
    page.close();
    page =
        new ShownPage(hostile).show(StateTextTest.restarted(state -> PageState.copy(left, state)));
    assertEquals(List.of(), page.lanes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nul \u0000", "half \ud83d", "\"<&'\ufffe\n\t \\0041"})
  void lanesAreKeptWhateverTheirThreadsAreCalled(String name) throws Exception {
    IRange<IQuantity> recording = middle();
    Facets selection =
        Facets.NONE.withChart(Set.of(new ThreadKey(name, 7), new ThreadKey("other", 8)), 5, 9);
    IState state =
        StateTextTest.restarted(
            writable -> PageState.save(writable, recording, recording, selection));
    assertEquals(selection, PageState.selection(state, recording));
  }
}
