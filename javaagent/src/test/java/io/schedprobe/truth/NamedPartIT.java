package io.schedprobe.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.CpuCgroup;
import io.schedprobe.testing.Hog;
import io.schedprobe.testing.JavaProcess;
import io.schedprobe.testing.RequireBpf;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of the time in which tasks ran is given to a task by name. */
class NamedPartIT {
  private static final int SECONDS = 5;

  @TempDir private Path directory;

  @BeforeEach
  void needsTheKernel() {
    RequireBpf.orAbort();
  }

  @Test
  void nearlyAllIsNamedUnderHogsOnTheVictimsCpu() throws Exception {
    try (TracedJvm jvm = TracedJvm.start(directory, TracedJvm.onCpus("0-1"), "100us", 5000);
        Hog first = Hog.on("0");
        Hog second = Hog.on("0")) {
      Affinity.pin(jvm.tids().get(0), 0);
      jvm.go();
      jvm.stopAfter(SECONDS);
      List<Stall> stalls = stalls(jvm.end());
      assertTrue(stalls.stream().allMatch(stall -> stall.nanos("migrations") == 0));
      assertTrue(named("pinned", stalls) >= 0.99);
      theyAreAmongTheCulprits(stalls, first, second);
    }
  }

  /** MAX_SPANS in state.h. */
  private static final int REMEMBERED = 32;

  @Test
  void nearlyAllIsNamedUnderHogsEverywhere() throws Exception {
    try (TracedJvm jvm = TracedJvm.start(directory, TracedJvm.onCpus("0-1"), "100us", 5000);
        Hog first = Hog.on("0-1");
        Hog second = Hog.on("0-1");
        Hog third = Hog.on("0-1");
        Hog fourth = Hog.on("0-1")) {
      jvm.go();
      jvm.stopAfter(SECONDS);
      List<Stall> stalls = stalls(jvm.end());
      assertTrue(named("free", stalls) >= 0.99);
      theyAreAmongTheCulprits(stalls, first, second, third, fourth);
    }
  }

  @Test
  void nearlyAllIsNamedForVictimMovedEveryFewMilliseconds() throws Exception {
    try (TracedJvm jvm = TracedJvm.start(directory, TracedJvm.onCpus("0-1"), "100us", 5000);
        Hog first = Hog.on("0");
        Hog second = Hog.on("1")) {
      jvm.go();
      Affinity.pinToAndFro(jvm.tids().get(0), SECONDS);
      jvm.stop();
      List<Stall> stalls = stalls(jvm.end());
      long moved = stalls.stream().filter(stall -> stall.nanos("migrations") > 0).count();
      assertTrue(moved >= 20, moved + " waits with a migration");
      assertTrue(named("migrated, " + moved + " moved while they waited", stalls) >= 0.99);
      theyAreAmongTheCulprits(stalls, first, second);
    }
  }

  @Test
  void mostIsNamedUnderStormOfContextSwitches() throws Exception {
    assertTrue(named("storm of 8 pairs on one CPU", stalls(storm(8, "0"))) >= 0.80);
  }

  /**
   * Waits are moved to and fro as well. Of one that is moved more often than the kernel side
   * remembers, the parts before are without names; that is counted.
   */
  @Test
  void mostIsNamedUnderStormOfContextSwitchesEverywhere() throws Exception {
    Recorded recorded = storm(8, "0-1");
    List<Stall> all = stalls(recorded);
    List<Stall> remembered =
        all.stream().filter(stall -> stall.event().getInt("migrations") <= REMEMBERED).toList();
    named("storm of 8 pairs everywhere", all);
    assertTrue(named("not moved too often", remembered) >= 0.80);
    assertTrue(remembered.size() == all.size() || recorded.tally("spansUnnamed") > 0);
  }

  /** More tasks than the log can tell apart: what is lost is told, not guessed. */
  @Test
  void whatTheLogCannotHoldIsToldAsUnnamedAndCounted() throws Exception {
    Recorded recorded = storm(60, "0");
    double named = named("storm of 60 pairs", stalls(recorded));
    long lost =
        recorded.tally("logOverrun")
            + recorded.tally("culpritsCut")
            + recorded.tally("spansUnnamed");
    assertEquals(named < 1, lost > 0, named + " named, " + lost + " lost");
  }

  /** Several victims: every wait that begins cuts the log's entries of the others in two. */
  private Recorded storm(int pairs, String cpus) throws Exception {
    try (CpuCgroup cgroup = CpuCgroup.create("storm");
        TracedJvm jvm =
            TracedJvm.start(directory, TracedJvm.onCpus("0-1"), "100us", 5000, 1000, 200, 200)) {
      try (JavaProcess storm =
          JavaProcess.start(
              TracedJvm.in(cgroup, cpus),
              "-cp",
              TracedJvm.testClasses(),
              Storm.class.getName(),
              Integer.toString(pairs))) {
        storm.await("storming");
        if (cpus.equals("0")) { // the victims alone: the agent must get to empty its ring
          jvm.tids().forEach(tid -> Affinity.pin(tid, 0));
        }
        jvm.go();
        jvm.stopAfter(SECONDS);
        storm.send("end");
        assertEquals(0, storm.exitStatus());
      }
      Recorded recorded = jvm.end();
      assertTrue(
          recorded.all("NeighborRun").stream()
              .filter(run -> run.getString("threadName").startsWith("echo-"))
              .allMatch(run -> run.getString("cgroup").endsWith("/" + cgroup.name())));
      return recorded;
    }
  }

  /** All waits of the victims, seen to tell what is not named. */
  private static List<Stall> stalls(Recorded recorded) {
    List<Stall> stalls =
        recorded.stalls().stream()
            .filter(stall -> stall.event().getString("threadName").startsWith("victim-"))
            .toList();
    assertTrue(stalls.size() >= 20, stalls.size() + " waits");
    System.out.printf(
        "log entries overwritten %d, culprits cut %d, spans unnamed %d, %d ns cut back%n",
        recorded.tally("logOverrun"),
        recorded.tally("culpritsCut"),
        recorded.tally("spansUnnamed"),
        recorded.tally("clampedTime"));
    boolean told = recorded.tally("switchesMissed") == 0;
    long cutBack = recorded.tally("clampedTime");
    for (Stall stall : stalls) {
      boolean exact = told && stall.event().getInt("migrations") == 0;
      whatIsNotNamedIsToldAsSuch(stall, cutBack + (exact ? 0 : stall.nanos("unattributed")));
    }
    return stalls;
  }

  /**
   * Where the kernel kept a switch from its tracers, or a wait was moved to a CPU just as that one
   * switched, what the shares leave unattributed may have names; and where the clocks of two CPUs
   * differ, what shares of a moved wait are cut back by, and its names are not. That much
   * tolerance, and none else.
   */
  private static void whatIsNotNamedIsToldAsSuch(Stall stall, long tolerance) {
    long told = stall.ranNanos() - stall.nanos("unnamed");
    assertTrue(stall.namedNanos() >= told, stall::toString);
    assertTrue(stall.namedNanos() <= told + tolerance, stall::toString);
    for (String kind : List.of("external", "sibling", "self", "kernel")) {
      assertTrue(stall.namedNanos(kind) <= stall.nanos(kind) + tolerance, stall::toString);
    }
  }

  /** The named part, 0 to 1. */
  private static double named(String how, List<Stall> stalls) {
    long ran = 0;
    long unnamed = 0;
    for (Stall stall : stalls) {
      ran += stall.ranNanos();
      unnamed += stall.nanos("unnamed");
    }
    double named = 1 - (double) unnamed / ran;
    System.out.printf(
        "%s: %d waits, %.3f s in which tasks ran, %.4f %% of it named%n",
        how, stalls.size(), ran / 1e9, 100 * named);
    return named;
  }

  private static void theyAreAmongTheCulprits(List<Stall> stalls, Hog... hogs) {
    for (Hog hog : hogs) {
      assertTrue(stalls.stream().anyMatch(stall -> stall.culpritsOf(hog.pid()).count() == 1));
    }
  }
}
