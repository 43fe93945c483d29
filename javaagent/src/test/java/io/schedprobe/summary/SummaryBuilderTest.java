package io.schedprobe.summary;

import static io.schedprobe.summary.HandMade.period;
import static io.schedprobe.summary.HandMade.run;
import static io.schedprobe.summary.HandMade.source;
import static io.schedprobe.summary.HandMade.summary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.model.Onset;
import io.schedprobe.model.Share;
import io.schedprobe.summary.Summary.Evidence;
import org.junit.jupiter.api.Test;

class SummaryBuilderTest {
  @Test
  void keepsWaitsOfEveryLengthApartFromTheLongOnes() {
    Summary summary =
        summary(period(1000, 40), period(500, 10), HandMade.waited(9), HandMade.waited(5));
    assertEquals(1500, summary.all().count());
    assertEquals(50_000_000, summary.all().nanos());
    assertEquals(2, summary.single().count());
    assertEquals(14_000_000, summary.single().nanos());
    assertEquals(9_000_000, summary.single().max());
    assertEquals(50_000_000, summary.allShares().get(Share.EXTERNAL));
    assertEquals(14_000_000, summary.singleShares().get(Share.EXTERNAL));
  }

  @Test
  void countsOnsets() {
    Summary summary =
        summary(
            HandMade.waited(1),
            HandMade.waited(1).with("onset", "preemption"),
            HandMade.waited(1).with("onset", "preemption"),
            HandMade.waited(1).with("onset", "something new"));
    assertEquals(1, summary.onsets().get(Onset.WAKEUP));
    assertEquals(2, summary.onsets().get(Onset.PREEMPTION));
    assertNull(summary.onsets().get(Onset.NEW));
  }

  @Test
  void tellsTwoThreadsOfOneReusedIdApart() {
    Summary summary =
        summary(
            HandMade.waited(1).by(1, "first", 101),
            HandMade.waited(2).by(2, "second", 101),
            HandMade.waited(3).with("thread", null));
    assertEquals(2, summary.threads().size());
    assertEquals("second", summary.threads().get(0).name());
    assertEquals(5_000_000, summary.threads().get(0).nanos());
    assertEquals(1_000_000, summary.threads().get(1).nanos());
  }

  @Test
  void countsThreadsThatEachCulpritHit() {
    Summary summary =
        summary(
            HandMade.waited(9),
            HandMade.waited(9).by(2, "worker-2", 102),
            run("external", "hog", 1, "/noisy", 4),
            run("external", "hog", 1, "/noisy", 4).by(2, "worker-2", 102),
            run("kernel", "kworker", 7, "/", 3));
    CulpritTally hog = summary.culprits().get(0);
    assertEquals("hog", hog.key().name());
    assertEquals(2, hog.threads());
    assertEquals(8_000_000, hog.nanos());
    assertEquals("kworker-thread", summary.culprits().get(1).key().name());
    assertEquals(7_000_000, summary.unnamed());
    assertEquals(Evidence.EACH_RUN, summary.evidence());
  }

  @Test
  void fallsBackToTheLargestNeighborOfEachWait() {
    Summary summary =
        summary(
            HandMade.waited(9)
                .with("neighbor", "hog")
                .with("neighborKind", "external")
                .with("neighborCgroup", "/noisy")
                .with("neighborPid", 1L)
                .with("neighborTime", 6_000_000L));
    assertEquals(Evidence.LARGEST_ONLY, summary.evidence());
    assertEquals(6_000_000, summary.culprits().get(0).nanos());
    assertEquals(3_000_000, summary.unnamed());
  }

  @Test
  void fallsBackToCgroupsWhenNoWaitWasLong() {
    Summary summary =
        summary(
            period(1000, 40),
            new HandMade("schedprobe.Neighbor").with("cgroup", "/noisy").with("stalledTime", 5L));
    assertEquals(Evidence.CGROUPS, summary.evidence());
    assertEquals("/noisy", summary.culprits().get(0).key().place());
    assertEquals(0, summary.unnamed());
  }

  @Test
  void takesTheThresholdFromTheRecordingsSettings() {
    long type = "schedprobe.RunQueueLatency".hashCode();
    HandMade setting =
        new HandMade("jdk.ActiveSetting")
            .with("id", type)
            .with("name", "threshold")
            .with("value", "200 us");
    assertEquals(200_000, summary(source("ebpf", null), setting, HandMade.waited(1)).threshold());
    assertEquals(1_000_000, summary(source("ebpf", null), HandMade.waited(1)).threshold());
    assertEquals(-1, summary(HandMade.waited(1)).threshold());
  }

  @Test
  void addsTheLossesOfTracersThatFollowEachOther() {
    Summary summary =
        summary(statistics(100, 3), statistics(200, 5), statistics(10, 1), statistics(20, 2));
    assertEquals(7, summary.losses().get("dropped"));
    assertTrue(summary.losses().waitsMissing());
    assertFalse(summary(statistics(100, 0)).losses().waitsMissing());
  }

  /** As when the thread that ends a recording writes beside Flight Recorder's own. */
  @Test
  void takesTalliesInTheOrderOfTheirTime() {
    Summary summary =
        summary(
            statistics(100, 3).with("startNanos", 10L),
            statistics(200, 5).with("startNanos", 30L),
            statistics(150, 4).with("startNanos", 20L));
    assertEquals(5, summary.losses().get("dropped"));
  }

  @Test
  void takesAnyNumberOfTallies() {
    HandMade[] tallies = new HandMade[1000];
    for (int i = 0; i < tallies.length; i++) {
      long time = i ^ 1;
      tallies[i] = statistics(time % 500, time % 500).with("startNanos", time);
    }
    assertEquals(2 * 499, summary(tallies).losses().get("dropped"));
  }

  @Test
  void remembersTheBestSourceAndThatItChanged() {
    Summary summary =
        summary(source("none", "starting"), source("proc", "no BTF"), source("ebpf", null));
    assertEquals("ebpf", summary.source().name());
    assertTrue(summary.source().changed());
    assertFalse(summary(source("proc", "no BTF"), source("none", "x")).source().changed());
  }

  @Test
  void countsTogetherWhatExceedsItsLimits() {
    SummaryBuilder builder = new SummaryBuilder();
    int threads = Threads.LIMIT + 50;
    for (int i = 0; i < threads; i++) {
      builder.accept(HandMade.waited(1).by(i, "t" + i, 1 + i));
      builder.accept(run("external", "p" + i, 1 + i, "/c", 1).by(i, "t" + i, 1 + i));
    }
    Summary summary = builder.build();
    assertEquals(Threads.LIMIT + 1, summary.threads().size());
    assertTrue(summary.threadsLimited());
    assertEquals(50_000_000, summary.threads().get(0).nanos());
    assertEquals(Culprits.LIMIT + 1, summary.culprits().size());
    assertEquals(
        threads * 1_000_000L, summary.culprits().stream().mapToLong(CulpritTally::nanos).sum());
  }

  private static HandMade statistics(long waits, long dropped) {
    return new HandMade("schedprobe.TracerStatistics")
        .with("waits", waits)
        .with("dropped", dropped);
  }
}
