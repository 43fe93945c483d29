package io.schedprobe.analysis.total;

import static io.schedprobe.analysis.Samples.MS;
import static io.schedprobe.analysis.Samples.REQUEST;
import static io.schedprobe.analysis.Samples.START;
import static io.schedprobe.analysis.Samples.container;
import static io.schedprobe.analysis.Samples.external;
import static io.schedprobe.analysis.Samples.run;
import static io.schedprobe.analysis.Samples.stall;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.model.Place;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.Wait;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Waits over time, and their lengths. */
class OverTimeTest {
  private final AnalysisBuilder builder = new AnalysisBuilder();
  private final Place web = container("aaaa", "web", "shop/web-1");

  @Test
  void theTimeLineKeepsEveryWaitWhateverItsWidth() {
    // From the middle outwards, over 27 hours.
    for (int i = 0; i < 2_000; i++) {
      long at = (i % 2 == 0 ? 25_000L : -25_000L) * i;
      Wait wait = stall(i, REQUEST, at, Map.of(Share.EXTERNAL, 2L, Share.IDLE, 1L), null);
      builder.onWait(wait);
      builder.onRun(run(wait, external("nginx", web), 1, 2));
    }

    TimeLine line = builder.build().timeLine();

    assertTrue(line.buckets().size() <= TimeLine.BUCKETS);
    assertTrue(line.buckets().size() > TimeLine.BUCKETS / 2 - 1);
    assertEquals(2_000, line.buckets().stream().mapToLong(TimeLine.Bucket::waits).sum());
    Shares shares =
        line.buckets().stream().map(TimeLine.Bucket::shares).reduce(Shares.NONE, Shares::plus);
    assertEquals(4_000 * MS, shares.get(Share.EXTERNAL));
    assertEquals(4_000 * MS, line.buckets().stream().mapToLong(b -> b.byRank().get(0)).sum());
    assertEquals(
        2_000,
        line.buckets().stream().mapToLong(b -> b.heat().get(TimeLine.heatRow(3 * MS))).sum());
    assertTrue(line.start() <= START - 1_999 * 25_000L * MS);
    assertTrue(line.start() + line.width() * line.buckets().size() >= START + 1_998 * 25_000L * MS);
  }

  @Test
  void aBucketHoldsWhatBeganInIt() {
    builder.onWait(stall(1, REQUEST, 0, Map.of(Share.IDLE, 3L), null));
    builder.onWait(stall(2, REQUEST, 100, Map.of(Share.SELF, 7L), null));

    TimeLine line = builder.build().timeLine();

    assertEquals(MS, line.width());
    assertEquals(101, line.buckets().size());
    assertEquals(3 * MS, line.buckets().get(0).longest());
    assertEquals(7 * MS, line.buckets().get(100).shares().get(Share.SELF));
    assertEquals(0, line.buckets().get(50).waits());
  }

  @Test
  void percentilesAreNotLessThanTheTruth() {
    for (int i = 1; i <= 1_000; i++) {
      builder.onWait(stall(i, REQUEST, i * 2_000L, Map.of(Share.IDLE, (long) i), null));
    }

    Percentiles percentiles = builder.build().percentiles();

    assertTrue(percentiles.p50() >= 500 * MS && percentiles.p50() <= 500 * MS * 17 / 16);
    assertTrue(percentiles.p99() >= 990 * MS && percentiles.p99() <= 1_000 * MS);
    assertEquals(1_000 * MS, percentiles.p999());
  }
}
