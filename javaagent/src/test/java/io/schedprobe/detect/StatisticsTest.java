package io.schedprobe.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsTest {
  @Test
  void everyLatencyLiesInItsBucketAndNearItsMiddle() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      long nanos = (long) Math.pow(2, 13 + 21 * random.nextDouble());
      int bucket = LatencyBuckets.of(nanos);
      assertTrue(LatencyBuckets.shortest(bucket) <= nanos);
      assertTrue(bucket == LatencyBuckets.COUNT - 1 || nanos < LatencyBuckets.shortest(bucket + 1));
      assertEquals(1, (double) LatencyBuckets.middle(bucket) / nanos, 0.0626);
    }
    assertEquals(LatencyBuckets.COUNT - 1, LatencyBuckets.of(Long.MAX_VALUE));
    assertEquals(0, LatencyBuckets.of(-1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 0.95, 0.99, 0.999, 1})
  void quantilesAgreeWithASortedListOfWhatIsInTheWindow(double part) {
    CauseWindow window = new CauseWindow();
    Random random = new Random(2);
    long[][] values = new long[7][1000];
    for (int turn = 0; turn < values.length; turn++) {
      int slot = turn % WindowClock.SLOTS;
      window.clear(slot);
      for (int i = 0; i < 1000; i++) {
        values[turn][i] = (long) (50_000 * Math.exp(2 * random.nextGaussian()));
        window.addWait(slot, values[turn][i]);
      }
    }
    long[] left = Arrays.stream(values).skip(2).flatMapToLong(Arrays::stream).sorted().toArray();
    long truth = left[(int) Math.ceil(part * left.length) - 1];
    assertEquals(left.length, window.count());
    assertEquals(1, (double) window.quantile(part) / truth, 0.0626);
  }

  @Test
  void theSlopeStandsAQuarterOfNonsense() {
    double[] values = new double[40];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 5 == 0 ? 1e9 * (i % 2) : 3 + 0.25 * i;
    }
    assertEquals(0.25, Series.slope(values), 0.05);
    assertEquals(0, Series.slope(new double[] {1}));
  }

  @Test
  void aPeriodIsFoundUnderNoiseAndNoneWhereThereIsNone() {
    Random random = new Random(3);
    double[] periodic = new double[120];
    double[] noise = new double[120];
    double[] trend = new double[120];
    for (int i = 0; i < 120; i++) {
      periodic[i] = (i % 12 < 3 ? 1 : 0) + 0.2 * random.nextGaussian();
      noise[i] = random.nextGaussian();
      trend[i] = i;
    }
    assertEquals(12, Series.period(periodic));
    assertEquals(0, Series.period(noise));
    assertEquals(0, Series.period(trend));
    assertEquals(0, Series.period(new double[120]));
    assertEquals(0, Series.period(Arrays.copyOf(periodic, 30)), "seen twice and a half");
  }

  @Test
  void aSpikeEndsAndARunStandsOneQuietInterval() {
    Activity activity = new Activity();
    for (double lost : new double[] {0, 0.015, 0.02, 0.5, 0, 0.011}) {
      activity.add(lost, 1);
    }
    assertTrue(activity.isActive());
    assertEquals(2, activity.runNanos(), "neither the first nor the last counts");
    activity.add(0, 1);
    assertEquals(2, activity.runNanos(), "a quiet end is no work");
    activity.add(0, 1);
    assertEquals(0, activity.runNanos());
    assertEquals(2, activity.idleNanos());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 13})
  void aSpikeIsNeverTakenForLongerThanItWasHoweverLongTheIntervals(int interval) {
    for (int spike = 1; spike < 40; spike++) {
      for (int from = 0; from < interval; from++) {
        Activity activity = new Activity();
        for (int start = 0; start < 60; start += interval) {
          int overlap = Math.min(start + interval, from + spike) - Math.max(start, from);
          activity.add(Math.max(0, overlap) / (double) interval, interval);
          assertTrue(activity.runNanos() <= spike, interval + " " + spike + " " + from);
        }
      }
    }
  }

  @Test
  void aPartIsHalfAtItsThresholdAndNeverOver100() {
    assertEquals(0, Score.part(0, 10));
    assertEquals(50, Score.part(10, 10), 1e-9);
    assertEquals(75, Score.part(20, 10), 1e-9);
    assertEquals(100, Score.part(1e12, 10), 1e-9);
  }

  @Test
  void theWholeIsTheWeightedMeanOfThePartsThatCount() {
    Score neighbor = Score.ofNeighbor(ScoreSettings.DEFAULT, 1, 20, 0);
    assertEquals((0.4 * 50 + 0.3 * 75 + 0.3 * 0) / 1.0, neighbor.overall(), 1e-9);
    Score quota = Score.ofQuota(ScoreSettings.DEFAULT, 2, 0.25);
    assertEquals((0.4 * 75 + 0.3 * 50) / 0.7, quota.overall(), 1e-9);
  }

  @Test
  void settingsOutOfTheirRangeAreRefusedInWords() {
    String words =
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScoreSettings(1, 10, 0.25, 0.1, 0.4, 0.3, 0.3, 0.3))
            .getMessage();
    assertEquals("the latency threshold in ns must lie between 1000 and 60000000000, not 1", words);
    assertThrows(
        IllegalArgumentException.class,
        () -> new ScoreSettings(500_000, 10, 0.25, 0.1, 0, 0, 0.3, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ScoreSettings(500_000, Double.NaN, 0.25, 0.1, 0.4, 0.3, 0.3, 0.3));
    assertThrows(
        IllegalArgumentException.class, () -> new AlertSettings(50, 0.6, 1, 0, false, List.of()));
  }
}
