package io.schedprobe.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.CpuCgroup;
import io.schedprobe.testing.Hog;
import io.schedprobe.testing.RequireBpf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time lost to the CPU quota, against the kernel's own account in cpu.stat. */
class ThrottlingIT {
  private static final int SECONDS = 5;
  private static final long THRESHOLD_NANOS = 20_000;

  /** Of the 200 ms that two threads on two CPUs want in each period of 100 ms. */
  private static final long TIGHT_MICROS = 60_000;

  /** As JFR has a time span that is not available. */
  private static final long UNKNOWN = Long.MIN_VALUE;

  private static final long PERIOD_NANOS = 100_000_000;

  private static final long AMPLE_MICROS = 10 * 200_000;

  @TempDir private Path directory;

  @BeforeEach
  void needsTheKernel() {
    RequireBpf.orAbort();
  }

  /**
   * What a run gave, all of it in nanoseconds.
   *
   * @param throttled share of all waits of the victims
   * @param kernelThrottled by cpu.stat of the limited cgroup
   * @param others ran on the victims' CPUs during their waits by the kernel's own trace: processes
   *     outside of this JVM, or who it does not tell
   * @param waited all that the victims waited
   */
  private record Outcome(
      long throttled, long kernelThrottled, long external, long others, long waited) {
    double ratio() {
      return (double) throttled / kernelThrottled;
    }
  }

  @Test
  void quotaAloneIsThrottledTimeAndNobodysFault() throws Exception {
    try (CpuCgroup own = CpuCgroup.create("own")) {
      Outcome outcome = run(own, own, TIGHT_MICROS);
      assertAllIsThrottledButWhatWasWaitedBehindOthers(outcome);
      assertNobodyIsBlamedWhoDidNotRun(outcome);
    }
  }

  @Test
  void quotaOfTheParentIsThrottledTimeToo() throws Exception {
    try (CpuCgroup parent = CpuCgroup.create("parent");
        CpuCgroup own = parent.createBelow("own")) {
      Outcome outcome = run(own, parent, TIGHT_MICROS);
      assertAllIsThrottledButWhatWasWaitedBehindOthers(outcome);
      assertNobodyIsBlamedWhoDidNotRun(outcome);
    }
  }

  /**
   * Within 2 % of the kernel's account. A process that comes by on a machine that is not idle is a
   * neighbor, with what a neighbor does to that account: see {@link #quotaAndNeighborAreToldApart}.
   */
  private static void assertAllIsThrottledButWhatWasWaitedBehindOthers(Outcome outcome) {
    double behindOthers =
        Math.min(0.1, (double) Math.max(0, outcome.external) / outcome.kernelThrottled);
    assertTrue(outcome.ratio() > 0.98 - behindOthers && outcome.ratio() < 1.02, outcome::toString);
  }

  /** Other processes of this machine may come by. */
  private static void assertNobodyIsBlamedWhoDidNotRun(Outcome outcome) {
    assertTrue(outcome.external <= outcome.others + outcome.waited / 50, outcome::toString);
  }

  @Test
  void neighborAloneIsNeverThrottling() throws Exception {
    try (CpuCgroup own = CpuCgroup.create("own");
        CpuCgroup other = CpuCgroup.create("other");
        Hog first = Hog.on("0", other);
        Hog second = Hog.on("1", other)) {
      assertTrue(first.pid() != second.pid());
      Outcome outcome = run(own, own, -1);
      assertEquals(0, outcome.throttled(), outcome::toString);
      assertTrue(outcome.external() > 500_000_000, outcome::toString);
    }
  }

  @Test
  void quotaAboveTheDemandIsNeverThrottling() throws Exception {
    try (CpuCgroup own = CpuCgroup.create("own");
        CpuCgroup other = CpuCgroup.create("other");
        Hog first = Hog.on("0", other);
        Hog second = Hog.on("1", other)) {
      assertTrue(first.pid() != second.pid());
      Outcome outcome = run(own, own, AMPLE_MICROS);
      assertEquals(0, outcome.kernelThrottled(), outcome::toString);
      assertEquals(0, outcome.throttled(), outcome::toString);
      assertTrue(outcome.external() > 500_000_000, outcome::toString);
    }
  }

  @Test
  void quotaAndNeighborAreToldApart() throws Exception {
    try (CpuCgroup own = CpuCgroup.create("own");
        CpuCgroup other = CpuCgroup.create("other");
        Hog first = Hog.on("0", other);
        Hog second = Hog.on("1", other)) {
      assertTrue(first.pid() != second.pid());
      Outcome outcome = run(own, own, TIGHT_MICROS);
      // Since 6.18 the kernel counts the queue as throttled at once, the thread only when it gets
      // to
      // run and is stopped on its way to user space; until then it waits behind the neighbor.
      assertTrue(outcome.ratio() > 0.9 && outcome.ratio() < 1.02, outcome::toString);
      assertTrue(outcome.external() > 100_000_000, outcome::toString);
    }
  }

  /** Those well over the threshold: JFR compares in ticks of its own clock. */
  private static void eachThrottledPartIsAnEvent(
      Recorded recorded, CpuCgroup limited, long quotaMicros) throws IOException {
    Map<Long, RecordedEvent> events = new HashMap<>();
    for (RecordedEvent event : recorded.all("Throttling")) {
      assertNull(events.put(event.getLong("waitId"), event), event::toString);
    }
    long inWaits = 0;
    long inEvents = 0;
    long named = 0;
    for (Stall stall : recorded.stalls()) {
      RecordedEvent event = events.remove(stall.event().getLong("waitId"));
      long throttled = stall.nanos("throttled");
      if (throttled > 2 * THRESHOLD_NANOS) {
        assertNotNull(event, stall::toString);
        assertEquals(stall.event().getStartTime(), event.getStartTime());
        named += namedNanos(event, limited, quotaMicros);
        inWaits += throttled;
        inEvents += event.getLong("throttled");
      }
      if ("throttled".equals(stall.event().getString("onset"))) {
        assertEquals(List.of(), stall.preemptions(), "nobody took the CPU");
      }
    }
    assertEquals(Map.of(), events, "each is a part of a wait");
    assertEquals(inWaits, inEvents);
    assertTrue(named >= inEvents / 2, "too few know whose quota it was");
  }

  /** No other cgroup has a quota; which it was is known to a second, so not at its two ends. */
  private static long namedNanos(RecordedEvent event, CpuCgroup limited, long quotaMicros)
      throws IOException {
    if (event.getString("cgroup") == null) {
      return 0;
    }
    assertEquals(limited.path(), event.getString("cgroup"), event::toString);
    long quota = event.getLong("quota");
    assertTrue(quota == quotaMicros * 1000 || quota == UNKNOWN, event::toString);
    assertEquals(
        quota == UNKNOWN ? UNKNOWN : PERIOD_NANOS, event.getLong("quotaPeriod"), event::toString);
    return quota == UNKNOWN ? 0 : event.getLong("throttled");
  }

  /** It is read about once a second, so also while it is set; before and after there is none. */
  private static void theLimitIsToldAsItIs(
      Recorded recorded, CpuCgroup limited, long quotaMicros, boolean throttled)
      throws IOException {
    int limits = 0;
    for (RecordedEvent event : recorded.all("CpuQuota")) {
      long quota = event.getLong("quota");
      if (quota == UNKNOWN) {
        assertEquals(UNKNOWN, event.getLong("quotaPeriod"), event::toString);
      } else {
        assertEquals(limited.path(), event.getString("cgroup"), event::toString);
        assertEquals(quotaMicros * 1000, quota, event::toString);
        assertEquals(PERIOD_NANOS, event.getLong("quotaPeriod"), event::toString);
        limits++;
      }
    }
    assertTrue(throttled ? limits > 0 : quotaMicros > 0 || limits == 0, limits + " of a limit");
  }

  /** Of a count in the CpuQuota events of one cgroup; those that are not known add nothing. */
  private static long sum(Recorded recorded, CpuCgroup cgroup, String field) throws IOException {
    long sum = 0;
    for (RecordedEvent event : recorded.all("CpuQuota")) {
      if (event.getString("cgroup").equals(cgroup.path())) {
        sum += Math.max(0, event.getLong(field));
      }
    }
    return sum;
  }

  /**
   * The quota is set while both victims run and lifted, which ends all throttling at once, before
   * the kernel is asked: so neither account holds a part of a stretch that the other has not.
   */
  private Outcome run(CpuCgroup own, CpuCgroup limited, long quotaMicros) throws Exception {
    try (TracedJvm jvm =
            TracedJvm.start(directory, TracedJvm.in(own, "0-1"), "20us", 1_000_000, 1_000_000);
        SwitchWitness first = SwitchWitness.on(0);
        SwitchWitness second = SwitchWitness.on(1)) {
      Affinity.pin(jvm.tids().get(0), 0);
      Affinity.pin(jvm.tids().get(1), 1);
      jvm.go();
      Thread.sleep(1000); // the JVM's own threads have compiled what there is by then
      long before = limited.throttledNanos();
      long periodsBefore = limited.stat("nr_throttled");
      limited.quota(quotaMicros);
      Thread.sleep(SECONDS * 1000);
      limited.quota(-1);
      long after = limited.throttledNanos();
      long periods = limited.stat("nr_throttled") - periodsBefore;
      jvm.stop();
      Set<Integer> threads = SwitchWitness.threads(jvm.pid());
      List<List<SwitchWitness.Switch>> switches = List.of(first.testify(), second.testify());
      long throttled = 0;
      long others = 0;
      long waited = 0;
      long external = 0;
      Recorded recorded = jvm.end();
      for (int cpu = 0; cpu < 2; cpu++) {
        for (Stall stall : recorded.of(jvm.tids().get(cpu))) {
          others +=
              SwitchWitness.othersRan(
                  switches.get(cpu), stall.nanos("monotonicStart"), stall.endNanos(), threads);
          waited += stall.nanos("waited");
          throttled += stall.nanos("throttled");
          external += stall.nanos("external");
          // Who ran while the quota was used up is not to blame.
          assertTrue(stall.namedNanos("external") <= stall.nanos("external"), stall::toString);
        }
      }
      eachThrottledPartIsAnEvent(recorded, limited, quotaMicros);
      theLimitIsToldAsItIs(recorded, limited, quotaMicros, after > before);
      assertEquals(after - before, sum(recorded, limited, "throttledTime"));
      assertEquals(periods, sum(recorded, limited, "throttledPeriods"));
      Outcome outcome = new Outcome(throttled, after - before, external, others, waited);
      System.out.printf("%s, ratio %.4f%n", outcome, outcome.ratio());
      return outcome;
    }
  }
}
