package io.schedprobe.report.lanes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Onset;
import io.schedprobe.analysis.model.Place;
import io.schedprobe.analysis.model.Run;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.StalledThread;
import io.schedprobe.analysis.model.Wait;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneBuilderTest {
  private static final long MS = 1_000_000;
  private static final StalledThread ONE = new StalledThread("one", 1, "one", 1);
  private static final Culprit NEIGHBOR =
      new Culprit(
          Share.EXTERNAL, "hog", new Place("/hog", null, null, null, null, null, null, null));

  private final LaneBuilder builder = new LaneBuilder();

  private void wait(StalledThread thread, long start, long external, long self) {
    Shares shares = Shares.of(Share.EXTERNAL, external).plus(Shares.of(Share.SELF, self));
    builder.onWait(
        new Wait(
            1,
            thread,
            start,
            external + self,
            0,
            Onset.WAKEUP,
            0,
            shares,
            0,
            NEIGHBOR,
            7,
            external));
  }

  @Test
  void sharesAWaitOutToTheColumnsItLiesIn() {
    wait(ONE, 10 * MS + MS / 2, 2 * MS, 2 * MS); // until 14.5 ms
    Lanes lanes = builder.build();
    assertEquals(MS, lanes.width());
    assertEquals(10, lanes.first());
    assertEquals(5, lanes.columns());
    Lane lane = lanes.lanes().get(0);
    assertEquals(MS / 4, lane.cells().get(10L).share(Share.EXTERNAL));
    assertEquals(MS / 2, lane.cells().get(11L).share(Share.SELF));
    assertEquals(MS / 4, lane.cells().get(14L).share(Share.SELF));
    assertEquals(MS / 2, lane.cells().get(12L).byLargest("/hog"));
    assertEquals(4 * MS, lane.total());
  }

  @Test
  void losesNoNanosecondByRoundingNorWhenColumnsGrowWider() {
    long sum = 0;
    for (int n = 0; n < 5_000; n++) {
      long external = 1 + 997L * n % 3_333_331;
      wait(ONE, 1_795_600_000_000L * MS + n * 17_777_777L, external, 1 + n);
      sum += external + 1 + n;
    }
    Lanes lanes = builder.build();
    assertTrue(lanes.columns() <= LaneBuilder.COLUMNS, lanes.columns() + " columns");
    assertTrue(lanes.columns() > LaneBuilder.COLUMNS / 2, lanes.columns() + " columns");
    long cells = 0;
    for (Lane.Cell cell : lanes.lanes().get(0).cells().values()) {
      cells += cell.share(Share.EXTERNAL) + cell.share(Share.SELF);
    }
    assertEquals(sum, cells);
    assertEquals(sum, lanes.lanes().get(0).total());
  }

  @Test
  void laysTheRunsOfANeighborBesideTheWaitWhicheverComesFirst() {
    builder.onRun(new Run(1, ONE, 20 * MS, 2 * MS, NEIGHBOR, "hog", 7, 7, MS));
    wait(ONE, 20 * MS, 2 * MS, 0);
    Lane lane = builder.build().lanes().get(0);
    assertEquals(MS / 2, lane.cells().get(20L).byRun("/hog"));
    assertEquals(MS / 2, lane.cells().get(21L).byRun("/hog"));
    assertEquals(MS, lane.cells().get(21L).byLargest("/hog"));
  }

  @Test
  void keepsTheThreadsThatWaitedLongestAndTellsWhatItGaveUp() {
    int threads = 3 * LaneBuilder.THREADS;
    long sum = 0;
    for (int thread = 1; thread <= threads; thread++) {
      long waited = thread == 5 ? 900 * MS : thread * 1_000L;
      wait(new StalledThread("t" + thread, thread, null, -1), 50 * MS, waited, 0);
      sum += waited;
    }
    Lanes lanes = builder.build();
    assertTrue(lanes.lanes().size() <= LaneBuilder.THREADS);
    assertEquals("t5", lanes.lanes().get(0).thread().name());
    assertTrue(lanes.givenUp() > 0);
    assertEquals(sum, lanes.givenUp() + lanes.lanes().stream().mapToLong(Lane::total).sum());
  }

  @Test
  void threadsThatHadTheSameIdAndNameOneAfterTheOtherHaveALaneEach() {
    wait(new StalledThread("worker", 7, "worker", 31), 10 * MS, 2 * MS, 0);
    wait(new StalledThread("worker", 7, "worker", 32), 90 * MS, MS, 0);
    assertEquals(List.of(2 * MS, MS), totals());
  }

  @Test
  void aThreadThatTakesAnotherNameKeepsItsLane() {
    wait(new StalledThread("idle", 7, "worker", 31), 10 * MS, 2 * MS, 0);
    wait(new StalledThread("busy", 7, "worker", 31), 90 * MS, MS, 0);
    assertEquals(List.of(3 * MS), totals());
  }

  @Test
  void threadsWithoutTheJvmsIdAreToldApartByName() {
    wait(new StalledThread("GC Thread#0", 7, null, -1), 10 * MS, 2 * MS, 0);
    wait(new StalledThread("GC Thread#1", 7, null, -1), 90 * MS, MS, 0);
    assertEquals(List.of(2 * MS, MS), totals());
  }

  @Test
  void whatIsToldWithoutTheJvmsIdIsOfTheThreadOfThatNameThatIsNearest() {
    wait(new StalledThread("worker", 7, "worker", -1), 9 * MS, MS, 0);
    wait(new StalledThread("worker", 7, "worker", 31), 10 * MS, 2 * MS, 0);
    wait(new StalledThread("worker", 7, "worker", 32), 90 * MS, 2 * MS, 0);
    assertEquals(List.of(3 * MS, 2 * MS), totals());
    assertEquals(List.of(3 * MS, 2 * MS), totals(), "the second time");
  }

  private List<Long> totals() {
    return builder.build().lanes().stream().map(Lane::total).toList();
  }

  @Test
  void isEmptyWithoutWaits() {
    assertEquals(Lanes.EMPTY, builder.build());
  }
}
