package io.schedprobe.jmc.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.jmc.page.chart.TimeLine;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.Test;
import org.openjdk.jmc.common.item.ItemFilters;

/** What stays selected when parts are filled anew. */
class KeptSelectionTest extends OnKnownWaits {
  private static final int CPU_TIME = 3;

  private static List<String> selected(Table table) {
    return Stream.of(table.getSelection()).map(item -> item.getText(0)).toList();
  }

  private static void select(ShownPage page, Table table, String name) {
    int row = Seen.column(table, 0).indexOf(name);
    assertTrue(row >= 0, () -> name + " in " + Seen.column(table, 0));
    page.select(table, row);
  }

  private TimeLine.Content content() {
    return ((TimeLine) page.chart().chart().root()).content();
  }

  @Test
  void selectedRowsStaySelectedWhereverTheyAreSortedTo() {
    select(page, neighbors(), "GC Thread#0");
    assertEquals(2, Seen.column(neighbors(), 0).indexOf("GC Thread#0"));
    select(page, threads(), "worker-2");
    assertEquals(List.of("noisy", "GC Thread#0"), Seen.column(neighbors(), 0));
    assertEquals(List.of("GC Thread#0"), selected(neighbors()));
    assertEquals(List.of("worker-2"), selected(threads()));
    assertEquals(1, waits().getItemCount());
  }

  @Test
  void aRowThatIsGoneSelectsNothingAnyMore() {
    select(page, neighbors(), "sidecar");
    page.selectElsewhere(known.apply(ItemFilters.type("schedprobe.Throttling")));
    assertEquals(List.of("GC Thread#0"), Seen.column(neighbors(), 0));
    assertEquals(List.of(), selected(neighbors()));
    assertEquals(1, waits().getItemCount());
    page.selectElsewhere(null);
    assertEquals(5, waits().getItemCount());
  }

  @Test
  void aWaitStaysSelectedWhileItIsListed() {
    page.select(waits(), 0);
    select(page, threads(), "worker-2");
    assertEquals(2, waits().getItemCount());
    assertEquals("50 ms", Seen.row(waits(), waits().getSelectionIndex()).get(1));
    assertTrue(page.labels().contains("worker-2 waited 50.0 ms"), () -> "" + page.labels());
    select(page, threads(), "worker-1");
    assertEquals(0, waits().getSelectionCount());
    assertTrue(page.labels().contains("2 waits, 60.0 ms in all"), () -> "" + page.labels());
  }

  @Test
  void aWaitStaysSelectedInWhicheverRowItComesTo() {
    List<String> all = Seen.column(waits(), 2);
    int row = all.indexOf("worker-1");
    assertTrue(row >= 0 && all.lastIndexOf("worker-1") > row, () -> "" + all);
    row = all.lastIndexOf("worker-1");
    List<String> chosen = Seen.row(waits(), row);
    page.select(waits(), row);
    select(page, threads(), "worker-1");
    assertEquals(1, waits().getSelectionIndex());
    assertEquals(chosen, Seen.row(waits(), 1));
    page.select(threads());
    assertEquals(row, waits().getSelectionIndex());
    assertTrue(
        page.labels().contains("worker-1 waited " + chosen.get(1).replace(" ms", ".0 ms")),
        () -> chosen + " in " + page.labels());
  }

  @Test
  void oneChoiceIsOneJobAndIsToldOnce() {
    select(page, neighbors(), "noisy");
    int jobs = page.jobs().done();
    int told = page.timesTold();
    select(page, threads(), "worker-1");
    assertEquals(1, page.jobs().done() - jobs);
    assertEquals(1, page.timesTold() - told);
    assertEquals("45 ms", Seen.row(neighbors(), 0).get(CPU_TIME));
  }

  @Test
  void anotherSizeWithTheSameLanesIsOnlyDrawnAnew() {
    TimeLine.Content before = content();
    int jobs = page.jobs().done();
    page.resize(1400, 1000);
    assertSame(before, content());
    assertEquals(jobs, page.jobs().done());
    page.resize(1400, 330);
    assertTrue(page.lanes().size() < 3, () -> "" + page.lanes());
    assertEquals(jobs + 1, page.jobs().done());
    page.resize(1500, 1100);
    assertEquals(3, page.lanes().size());
  }
}
