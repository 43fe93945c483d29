package io.schedprobe.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ThreadTallyTest {
  @Test
  void tellsThePercentileOfAllWaitsFromTheLongOnes() {
    ThreadTally tally = new ThreadTally(0, "t");
    tally.all.add(1000, 50_000_000, 30_000_000);
    for (int millis = 2; millis <= 30; millis++) {
      tally.addSingle(millis * 1_000_000L);
    }
    Percentile p99 = tally.p99(false);
    assertEquals(Percentile.Known.EXACTLY, p99.known());
    // Of 1000 waits the 990th in order is the 11th longest: 20 ms.
    assertTrue(p99.nanos() >= 20_000_000 && p99.nanos() <= 20_000_000 * 17 / 16, p99.toString());
    assertEquals(Percentile.Known.AT_LEAST, tally.p99(true).known());
  }

  @Test
  void boundsThePercentileByTheWorstPeriodWhenFewWaitsWereLong() {
    ThreadTally tally = new ThreadTally(0, "t");
    tally.all.add(10_000, 50_000_000, 30_000_000);
    tally.addSingle(30_000_000);
    assertEquals(Percentile.UNKNOWN, tally.p99(false));
    tally.addPeriod(80_000);
    tally.addPeriod(120_000);
    tally.addPeriod(-1);
    assertEquals(new Percentile(Percentile.Known.AT_MOST, 120_000), tally.p99(false));
  }

  @Test
  void neverTellsAPercentileBeyondTheLongestWait() {
    ThreadTally tally = new ThreadTally(0, "t");
    tally.addSingle(1_000_001);
    assertEquals(new Percentile(Percentile.Known.EXACTLY, 1_000_001), tally.p99(false));
  }

  @Test
  void keepsWhatThePeriodicEventsMissedAtTheEnd() {
    ThreadTally tally = new ThreadTally(0, "t");
    tally.all.add(1, 2_000_000, 2_000_000);
    tally.addSingle(2_000_000);
    tally.addSingle(9_000_000);
    assertEquals(2, tally.count());
    assertEquals(11_000_000, tally.nanos());
    assertEquals(9_000_000, tally.max());
  }
}
