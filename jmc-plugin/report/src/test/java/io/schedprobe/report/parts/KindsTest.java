package io.schedprobe.report.parts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schedprobe.analysis.model.Place;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.total.NeighborTotals;
import java.util.List;
import org.junit.jupiter.api.Test;

class KindsTest {
  private static NeighborTotals place(Share kind, String cgroup, int rank) {
    return new NeighborTotals(
        NeighborTotals.Level.PLACE,
        kind,
        cgroup,
        new Place(cgroup, null, null, null, null, null, null, null),
        1,
        1,
        1,
        1,
        1,
        List.of(),
        false,
        rank);
  }

  private final Kinds kinds =
      new Kinds(
          List.of(
              place(Share.EXTERNAL, "/a", 0),
              place(Share.KERNEL, "kernel threads", 1),
              place(Share.EXTERNAL, "/b", 2)));

  @Test
  void givesTheLargestNeighborsColoursOfTheirOwn() {
    assertEquals(
        List.of(
            "neighbor1",
            "neighbor2",
            "neighbors",
            "sibling",
            "kernel",
            "self",
            "throttled",
            "idle",
            "unattributed"),
        kinds.list().stream().map(Kinds.Kind::kind).toList());
    assertEquals("neighbor2", kinds.of(place(Share.EXTERNAL, "/b", 2)));
    assertEquals("neighbors", kinds.of(place(Share.EXTERNAL, "/c", -1)));
    assertEquals("kernel", kinds.of(place(Share.KERNEL, "kernel threads", 1)));
  }

  @Test
  void splitsAWholeIntoPartsThatSumToIt() {
    Shares shares = Shares.of(Share.EXTERNAL, 100).plus(Shares.of(Share.SELF, 11));
    assertArrayEquals(
        new long[] {60, 30, 10, 0, 0, 11, 0, 0, 0},
        kinds.split(shares::get, kind -> kind.place().equals("/a") ? 60 : 30));
  }

  @Test
  void neverShowsMoreOfNeighborsThanTheShareExternal() {
    Shares shares = Shares.of(Share.EXTERNAL, 100);
    assertArrayEquals(
        new long[] {90, 10, 0, 0, 0, 0, 0, 0, 0},
        kinds.split(shares::get, kind -> kind.place().equals("/a") ? 90 : 30));
  }
}
