package io.schedprobe.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.model.ThreadWaits.Quantiles;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  private final LatencyHistogram histogram = new LatencyHistogram();

  @Test
  void bucketsFollowOneAnotherWithoutGapOrOverlap() {
    assertEquals(0, LatencyHistogram.shortest(0));
    for (int bucket = 0; bucket < LatencyHistogram.BUCKETS - 1; bucket++) {
      assertEquals(LatencyHistogram.shortest(bucket + 1), LatencyHistogram.longest(bucket) + 1);
    }
  }

  @Test
  void bothEndsOfBucketAreFoundInIt() {
    for (int bucket = 0; bucket < LatencyHistogram.BUCKETS; bucket++) {
      assertEquals(bucket, LatencyHistogram.bucketOf(LatencyHistogram.shortest(bucket)));
      assertEquals(bucket, LatencyHistogram.bucketOf(LatencyHistogram.longest(bucket)));
    }
  }

  @Test
  void quantilesOfAnyDistributionStayWithinTheStatedError() {
    Random random = new Random(20);
    for (int run = 0; run < 200; run++) {
      long[] waits = new long[1 + random.nextInt(5000)];
      double spread = 1 + random.nextDouble() * 14;
      for (int i = 0; i < waits.length; i++) {
        // Below the open bucket: 500 ns … 500 ns * e^14 = 0.6 s
        waits[i] = (long) (500 * Math.exp(random.nextDouble() * spread));
      }
      fill(waits);
      Arrays.sort(waits);
      long max = waits[waits.length - 1];
      Quantiles quantiles = histogram.quantiles(histogram.plausibleMax(max));
      assertWithinError(exact(waits, 0.5), quantiles.p50());
      assertWithinError(exact(waits, 0.9), quantiles.p90());
      assertWithinError(exact(waits, 0.99), quantiles.p99());
      assertWithinError(exact(waits, 0.999), quantiles.p999());
      assertTrue(quantiles.p999() <= max);
    }
  }

  private void fill(long[] waits) {
    histogram.clear();
    for (long wait : waits) {
      histogram.add(LatencyHistogram.bucketOf(wait), 1);
    }
  }

  private static long exact(long[] sorted, double quantile) {
    return sorted[(int) Math.ceil(quantile * sorted.length - 1e-9) - 1];
  }

  private static void assertWithinError(long exact, long estimate) {
    double error = Math.abs(estimate - exact);
    assertTrue(error <= Math.max(512, 0.125 * exact), exact + " was estimated as " + estimate);
  }

  @Test
  void oneWaitIsEveryQuantileExactly() {
    fill(new long[] {123_456_789});
    assertEquals(
        new Quantiles(123_456_789, 123_456_789, 123_456_789, 123_456_789),
        histogram.quantiles(histogram.plausibleMax(123_456_789)));
  }

  @Test
  void waitsLongerThanTheLastBucketBeginsAreNotTakenForShortOnes() {
    long minute = 60_000_000_000L;
    fill(new long[] {minute, minute, minute});
    Quantiles quantiles = histogram.quantiles(histogram.plausibleMax(minute));
    assertTrue(quantiles.p50() >= LatencyHistogram.shortest(LatencyHistogram.BUCKETS - 1));
    assertEquals(minute, quantiles.p999());
  }

  @Test
  void nothingHasNoQuantiles() {
    histogram.clear();
    assertNull(histogram.quantiles(0));
    assertEquals(0, histogram.plausibleMax(5));
  }

  @Test
  void maximumOfAnotherPeriodIsTakenToTheLongestBucketOfThisOne() {
    fill(new long[] {10_000, 50_000});
    int bucket = LatencyHistogram.bucketOf(50_000);
    assertEquals(LatencyHistogram.longest(bucket), histogram.plausibleMax(9_000_000));
    assertEquals(LatencyHistogram.shortest(bucket), histogram.plausibleMax(0));
    assertEquals(50_000, histogram.plausibleMax(50_000));
  }

  @Test
  void ranksDoNotOverflowForHugeCounts() {
    histogram.clear();
    histogram.add(10, Long.MAX_VALUE / 4);
    histogram.add(20, Long.MAX_VALUE / 4);
    Quantiles quantiles = histogram.quantiles(LatencyHistogram.longest(20));
    assertEquals(10, LatencyHistogram.bucketOf(quantiles.p50()));
    assertEquals(20, LatencyHistogram.bucketOf(quantiles.p90()));
  }
}
