package io.schedprobe.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScanPaceTest {
  @Test
  void looksOnceASecondWhileThatIsCheap() {
    assertEquals(1_000_000_000L, new ScanPace().pauseAfterScan(400_000, 50));
  }

  @Test
  void looksAsOftenAsOneTwoThousandthOfACoreAllows() {
    assertEquals(8_000_000_000L, new ScanPace().pauseAfterScan(4_000_000, 500));
  }

  @Test
  void looksAtLeastEveryTenSeconds() {
    assertEquals(10_000_000_000L, new ScanPace().pauseAfterScan(60_000_000, 2_000));
  }

  @Test
  void isNotSlowedByAScanThatWaitedForACpuItself() {
    ScanPace pace = new ScanPace();
    pace.pauseAfterScan(1_000_000, 100);
    assertEquals(2_000_000_000L, pace.pauseAfterScan(500_000_000, 100));
  }

  @Test
  void followsACostThatStaysHigh() {
    ScanPace pace = new ScanPace();
    pace.pauseAfterScan(1_000_000, 100);
    long last = 0;
    for (int i = 0; i < 8; i++) {
      last = pace.pauseAfterScan(3_000_000, 100);
    }
    assertEquals(6_000_000_000L, last);
  }

  @Test
  void growsWithTheNumberOfThreads() {
    ScanPace pace = new ScanPace();
    pace.pauseAfterScan(1_000_000, 100);
    assertEquals(6_000_000_000L, pace.pauseAfterScan(9_000_000, 300));
  }

  @Test
  void survivesAProcessWithoutReadableThreads() {
    assertEquals(1_000_000_000L, new ScanPace().pauseAfterScan(1_000, 0));
  }

  @Test
  void restsAfterADearReport() {
    assertEquals(1_000_000_000L, ScanPace.pauseAfterReport(100_000));
    assertEquals(3_000_000_000L, ScanPace.pauseAfterReport(1_500_000));
  }
}
