package io.schedprobe.summary;

import static io.schedprobe.summary.HandMade.quota;
import static io.schedprobe.summary.HandMade.source;
import static io.schedprobe.summary.HandMade.summary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class QuotaLineTest {
  private static String line(Fact... facts) {
    return new QuotaLine(summary(facts)).text();
  }

  private static Fact throttled() {
    return HandMade.waited(9).with("throttled", 7_000_000L);
  }

  @Test
  void tellsWhatTheQuotaTookOverAllPeriods() {
    assertEquals(
        "CPU quota 0.6 CPUs (60 ms each 100 ms): throttled in 50 of 100 periods, threads lost 7.00"
            + " ms.",
        line(throttled(), quota("/own", true, 60, 47), quota("/own", true, 60, 3)));
  }

  @Test
  void tellsOfAQuotaThatNobodyUsedUp() {
    assertEquals(
        "CPU quota 2 CPUs (200 ms each 100 ms): never used up.",
        line(HandMade.waited(9), quota("/own", true, 200, 0)));
  }

  @Test
  void tellsOfTheQuotaThatThrottledMost() {
    assertEquals(
        "CPU quota 1.5 CPUs (150 ms each 100 ms) of /pod above: throttled in 3 of 50 periods, threads"
            + " lost 7.00 ms (1 more quota).",
        line(
            throttled(),
            quota("/pod/own", true, 60, 0),
            quota("/pod", false, 150, 3),
            quota("/", false, -1, 0)));
  }

  @Test
  void tellsOfTheSmallestWhereNoneThrottled() {
    assertEquals(
        "CPU quota 0.25 CPUs (25 ms each 100 ms) of /pod above: never used up (1 more quota).",
        line(quota("/pod/own", true, 60, 0), quota("/pod", false, 25, 0)));
  }

  @Test
  void tellsThatAQuotaChanged() {
    assertEquals(
        "CPU quota 0.3 CPUs (30 ms each 100 ms, changed meanwhile): throttled in 4 of 100 periods,"
            + " threads lost 7.00 ms.",
        line(throttled(), quota("/own", true, 60, 1), quota("/own", true, 30, 3)));
    assertEquals(
        "CPU quota (lifted meanwhile): throttled in 1 of 50 periods, threads lost 7.00 ms.",
        line(throttled(), quota("/own", true, -1, 1)));
  }

  @Test
  void tellsTheKernelsOwnAccountWhereTheSourceKnowsNoShares() {
    assertEquals(
        "CPU quota 0.6 CPUs (60 ms each 100 ms): throttled in 47 of 50 periods, 470 ms added up over"
            + " the CPUs.",
        line(source("proc", "no CAP_BPF"), quota("/own", true, 60, 47)));
  }

  @Test
  void tellsOfAQuotaThatCannotBeSeen() {
    assertEquals(
        "CPU quota: none is visible to this JVM, yet threads lost 7.00 ms to one further up.",
        line(throttled(), quota("/", true, -1, 0)));
  }

  @Test
  void isSilentWithoutQuota() {
    assertNull(line(HandMade.waited(9), quota("/own", true, -1, 0)));
    assertNull(line(HandMade.waited(9)));
  }

  @Test
  void isBoundedAndEscaped() {
    SummaryBuilder builder = new SummaryBuilder();
    for (int i = 0; i < 2 * QuotaTally.LIMIT; i++) {
      builder.accept(quota("/\n" + i, false, 60, i == 7 ? 1 : 0));
    }
    assertEquals(
        "CPU quota 0.6 CPUs (60 ms each 100 ms) of /\\n7 above: throttled in 1 of 50 periods, threads"
            + " lost 0 (63 more quotas).",
        new QuotaLine(builder.build()).text());
  }
}
