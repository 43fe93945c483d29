package io.schedprobe.report.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.model.NeighborPeriod;
import io.schedprobe.analysis.model.Onset;
import io.schedprobe.analysis.model.Place;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.StalledThread;
import io.schedprobe.analysis.model.ThreadPeriod;
import io.schedprobe.analysis.model.Wait;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.AnalysisBuilder;
import io.schedprobe.report.Sample;
import io.schedprobe.report.lanes.LaneBuilder;
import io.schedprobe.report.view.Cell;
import io.schedprobe.report.view.Page;
import io.schedprobe.report.view.Row;
import io.schedprobe.report.view.Table;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageBuilderTest {
  private final Sample sample = new Sample(Sample.PLAIN);
  private final Analysis analysis = sample.analysis();
  private final PageBuilder builder =
      new PageBuilder(analysis, sample.lanes(), ZoneId.of("Europe/Berlin"));
  private final Page page = builder.page("service.jfr", 1_234_567);

  @Test
  void saysEverythingThatIsMissing() {
    String caveats = String.join("\n", page.caveats());
    for (String part :
        List.of(
            "damaged at byte 1,200,000: it ends in the middle of a chunk",
            "17 waits over the threshold were held back by the rate cap",
            "31.0 ms of waiting was held back by the rate cap",
            "20 runs ended without word from the kernel",
            "nothing names had the CPU for 12.0 ms")) {
      assertTrue(caveats.contains(part), part + " in:\n" + caveats);
    }
  }

  @Test
  void drawsExactlyWhatTheAnalysisSumsUp() {
    Charts charts = builder.charts();
    long drawn = charts.shares().stream().flatMapToLong(Arrays::stream).sum();
    assertEquals(analysis.single().total(), drawn);
    assertEquals(analysis.single().count(), Arrays.stream(charts.histogram()).sum());
    long heat = 0;
    for (int i = 2; i < charts.heat().length; i += 3) {
      heat += charts.heat()[i];
    }
    assertEquals(analysis.single().count(), heat);
    long lanes = 0;
    for (Charts.Lane lane : charts.lanes()) {
      for (int i = 2; i < lane.cells().length; i += 3) {
        lanes += lane.cells()[i];
      }
    }
    assertEquals(analysis.single().total(), lanes);
  }

  @Test
  void namesTheNeighborFirstThatHadTheCpuLongest() {
    Row first = table(page.neighbors().tables(), "places-table").rows().get(0);
    assertEquals("shop/batch-7f9 · batch", first.cells().get(0).text());
    assertEquals("neighbor1", first.cells().get(0).swatch());
  }

  @Test
  void showsTimesInTheZoneAskedFor() {
    String began = table(page.worst().tables(), "worst-table").rows().get(0).cells().get(0).text();
    assertTrue(began.startsWith("10:46:"), began);
    assertEquals("Europe/Berlin", builder.charts().zone());
  }

  @Test
  void hasNoPartForWhatARecordingDoesNotTell() {
    Analysis empty = new AnalysisBuilder().build();
    PageBuilder of = new PageBuilder(empty, new LaneBuilder().build(), ZoneId.of("UTC"));
    Page bare = of.page("empty.jfr", 0);
    assertNull(bare.findings());
    assertNull(bare.timeline());
    assertNull(bare.worst());
    assertNull(bare.overlap());
    assertEquals(
        List.of("summary", "health"), bare.sections().stream().map(Page.Section::id).toList());
    assertEquals(0, of.charts().lanes().size());
    assertFalse(page.sections().isEmpty());
  }

  @Test
  void sumsOfCgroupsAreOfAllWaitsAndClaimNoCounts() {
    long ms = 1_000_000;
    StalledThread thread = new StalledThread("request-1", 7, "request-1", 17);
    AnalysisBuilder building = new AnalysisBuilder();
    Shares one = Shares.of(Share.EXTERNAL, 10 * ms);
    building.onWait(new Wait(1, thread, 0, 10 * ms, 0, Onset.WAKEUP, 0, one, 10 * ms, null, -1, 0));
    building.onThreadPeriod(
        new ThreadPeriod(
            thread,
            1_000 * ms,
            1_000 * ms,
            false,
            50,
            0,
            80 * ms,
            10 * ms,
            ms,
            ms,
            ms,
            ms,
            Shares.of(Share.EXTERNAL, 80 * ms)));
    Place place = new Place("/noisy", null, null, null, null, null, null, null);
    building.onNeighborPeriod(
        new NeighborPeriod(place, 1_000 * ms, 1_000 * ms, 40 * ms, 40 * ms, 1));

    PageBuilder of = new PageBuilder(building.build(), new LaneBuilder().build(), ZoneId.of("UTC"));
    Row row = table(of.page("a.jfr", 0).neighbors().tables(), "places-table").rows().get(0);
    List<String> cells = row.cells().stream().map(Cell::text).toList();
    assertTrue(cells.contains("50.0 %"), cells::toString);
    assertEquals(List.of("", ""), cells.subList(4, 6));
  }

  private static Table table(List<Table> tables, String id) {
    return tables.stream().filter(table -> table.id().equals(id)).findFirst().orElseThrow();
  }
}
