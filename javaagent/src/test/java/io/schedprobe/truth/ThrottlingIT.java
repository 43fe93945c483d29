package io.schedprobe.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.CpuCgroup;
import io.schedprobe.testing.Hog;
import io.schedprobe.testing.RequireBpf;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time lost to the CPU quota, against the kernel's own account in cpu.stat. */
class ThrottlingIT {
  private static final int SECONDS = 5;

  /** Of the 200 ms that two threads on two CPUs want in each period of 100 ms. */
  private static final long TIGHT_MICROS = 60_000;

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
   */
  private record Outcome(long throttled, long kernelThrottled, long external) {
    double ratio() {
      return (double) throttled / kernelThrottled;
    }
  }

  @Test
  void quotaAloneIsThrottledTimeAndNobodysFault() throws Exception {
    try (CpuCgroup own = CpuCgroup.create("own")) {
      Outcome outcome = run(own, own, TIGHT_MICROS);
      assertEquals(1, outcome.ratio(), 0.02, outcome::toString);
    }
  }

  @Test
  void quotaOfTheParentIsThrottledTimeToo() throws Exception {
    try (CpuCgroup parent = CpuCgroup.create("parent");
        CpuCgroup own = parent.createBelow("own")) {
      Outcome outcome = run(own, parent, TIGHT_MICROS);
      assertEquals(1, outcome.ratio(), 0.02, outcome::toString);
    }
  }

  @Test
  void neighbourAloneIsNeverThrottling() throws Exception {
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
  void quotaAndNeighbourAreToldApart() throws Exception {
    try (CpuCgroup own = CpuCgroup.create("own");
        CpuCgroup other = CpuCgroup.create("other");
        Hog first = Hog.on("0", other);
        Hog second = Hog.on("1", other)) {
      assertTrue(first.pid() != second.pid());
      Outcome outcome = run(own, own, TIGHT_MICROS);
      assertEquals(1, outcome.ratio(), 0.02, outcome::toString);
      assertTrue(outcome.external() > 100_000_000, outcome::toString);
    }
  }

  /**
   * The quota is set while both victims run and lifted, which ends all throttling at once, before
   * the kernel is asked: so neither account holds a part of a stretch that the other has not.
   */
  private Outcome run(CpuCgroup own, CpuCgroup limited, long quotaMicros) throws Exception {
    try (TracedJvm jvm =
        TracedJvm.start(directory, TracedJvm.in(own, "0-1"), "20us", 1_000_000, 1_000_000)) {
      Affinity.pin(jvm.tids().get(0), 0);
      Affinity.pin(jvm.tids().get(1), 1);
      jvm.go();
      Thread.sleep(1000); // the JVM's own threads have compiled what there is by then
      long before = limited.throttledNanos();
      limited.quota(quotaMicros);
      Thread.sleep(SECONDS * 1000);
      limited.quota(-1);
      long after = limited.throttledNanos();
      jvm.stop();
      long throttled = 0;
      long external = 0;
      Recorded recorded = jvm.end();
      for (int tid : jvm.tids()) {
        for (Stall stall : recorded.of(tid)) {
          throttled += stall.nanos("throttled");
          external += stall.nanos("external");
          // Who ran while the quota was used up is not to blame.
          assertTrue(stall.namedNanos("external") <= stall.nanos("external"), stall::toString);
        }
      }
      Outcome outcome = new Outcome(throttled, after - before, external);
      System.out.printf("%s, ratio %.4f%n", outcome, outcome.ratio());
      return outcome;
    }
  }
}
