package io.schedprobe.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.CpuCgroup;
import io.schedprobe.testing.Hog;
import io.schedprobe.testing.RequireBpf;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On which side of the lines between this JVM, its cgroup and all others a task is counted. */
class KindsIT {
  @TempDir private Path directory;

  @BeforeEach
  void needsTheKernel() {
    RequireBpf.orAbort();
  }

  @Test
  void cgroupOfTheJvmAndThoseBelowAreSiblingsAndAllOthersExternal() throws Exception {
    try (CpuCgroup own = CpuCgroup.create("own");
        CpuCgroup below = own.createBelow("below");
        CpuCgroup other = CpuCgroup.create("other");
        TracedJvm jvm = TracedJvm.start(directory, TracedJvm.in(own, "1"), "100us", 20_000);
        Hog sibling = Hog.on("0", own);
        Hog nephew = Hog.on("0", below);
        Hog stranger = Hog.on("0", other)) {
      Affinity.pin(jvm.tids().get(0), 0);
      jvm.go();
      jvm.stopAfter(5);
      List<Stall> stalls = jvm.end().of(jvm.tids().get(0));
      isToldAs("sibling", "/" + own.name(), sibling, stalls);
      isToldAs("sibling", "/" + own.name() + "/" + below.name(), nephew, stalls);
      isToldAs("external", "/" + other.name(), stranger, stalls);
      for (Stall stall : stalls) {
        assertTrue(stall.namedNanos("sibling") <= stall.nanos("sibling"), stall::toString);
        assertTrue(stall.namedNanos("external") <= stall.nanos("external"), stall::toString);
      }
    }
  }

  private static void isToldAs(String kind, String cgroup, Hog hog, List<Stall> stalls) {
    List<RecordedEvent> runs =
        stalls.stream().flatMap(stall -> stall.culpritsOf(hog.pid())).toList();
    assertTrue(runs.size() >= 20, runs.size() + " runs of " + hog.pid() + " in " + cgroup);
    for (RecordedEvent run : runs) {
      assertEquals(kind, run.getString("kind"), run::toString);
      assertEquals("sh", run.getString("process"), run::toString);
      assertTrue(run.getString("cgroup").endsWith(cgroup), run::toString);
    }
    long nanos = runs.stream().mapToLong(run -> run.getLong("cpuTime")).sum();
    System.out.printf("%s in %s: %d runs, %.3f s%n", kind, cgroup, runs.size(), nanos / 1e9);
  }

  @Test
  void jvmThatCrowdsItsCpuByItselfBlamesItselfAlone() throws Exception {
    try (TracedJvm jvm =
            TracedJvm.start(
                directory, TracedJvm.onCpus("0"), "100us", 200_000, 200_000, 200_000, 200_000);
        SwitchWitness witness = SwitchWitness.on(0)) {
      jvm.go();
      jvm.stopAfter(5);
      Set<Integer> threads = SwitchWitness.threads(jvm.pid());
      List<SwitchWitness.Switch> switches = witness.testify();
      Recorded recorded = jvm.end();
      long waited = 0;
      long self = 0;
      long blamed = 0;
      long others = 0;
      for (int tid : jvm.tids()) {
        for (Stall stall : recorded.of(tid)) {
          waited += stall.nanos("waited");
          self += stall.nanos("self");
          blamed += stall.nanos("external") + stall.nanos("sibling") + stall.nanos("kernel");
          others +=
              SwitchWitness.othersRan(
                  switches, stall.nanos("monotonicStart"), stall.endNanos(), threads);
        }
      }
      System.out.printf(
          "crowded by itself: of %.3f s self %.3f %%, others %.3f %%; by the kernel's trace others or"
              + " unknown %.3f %%%n",
          waited / 1e9, 100.0 * self / waited, 100.0 * blamed / waited, 100.0 * others / waited);
      // Other processes of this machine may come by: their time is not the JVM's, nor the reverse.
      assertTrue(self >= 0.95 * (waited - others), self + " of " + waited);
      assertTrue(self <= waited - others + waited / 100, self + " of " + waited);
      assertTrue(blamed <= others + waited / 100, blamed + " ns on others, who had " + others);
    }
  }
}
