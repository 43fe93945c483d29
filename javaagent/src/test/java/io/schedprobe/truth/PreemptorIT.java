package io.schedprobe.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.CpuCgroup;
import io.schedprobe.testing.Hog;
import io.schedprobe.testing.RequireBpf;
import io.schedprobe.truth.SwitchWitness.Switch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A victim and a hog of another cgroup, alone on a CPU but for kernel threads and passers-by, which
 * are truth too. The kernel's own trace of that CPU says who it was each time.
 */
class PreemptorIT {
  private static final int CPU = 0;

  /**
   * Between the two tracers' readings of the clock at one and the same switch, unless the
   * hypervisor takes the CPU away between them.
   */
  private static final long CLOCKS_NANOS = 200_000;

  /**
   * Neighbors that differ by less in the time they ran, or by 1 % of the wait, are both the
   * largest: the run queue's clock, which the agent reads, is a little older than the trace's.
   */
  private static final long TIE_NANOS = 50_000;

  /**
   * The same of a wait after a sleep: the trace does not say when it began, so its start is dated
   * by its end, and the hypervisor may have had the CPU between the two tracers' looks at that.
   */
  private static final long WAKEUP_TIE_NANOS = 1_000_000;

  @TempDir private Path directory;

  /**
   * What the trace says of one wait.
   *
   * @param unknown time of which it says nothing, and the agent sometimes something
   */
  private record Truth(
      Stall stall, boolean preempted, int preemptor, Map<Integer, Long> ran, long unknown) {}

  @Test
  void preemptorAndLargestNeighborAreAlwaysTheTrueOnes() throws Exception {
    RequireBpf.orAbort();
    try (CpuCgroup own = CpuCgroup.create("own");
        CpuCgroup other = CpuCgroup.create("other");
        TracedJvm jvm = TracedJvm.start(directory, TracedJvm.in(own, "1"), "200us", 20_000);
        Hog hog = Hog.on(Integer.toString(CPU), other);
        SwitchWitness witness = SwitchWitness.on(CPU)) {
      int victim = jvm.tids().get(0);
      Affinity.pin(victim, CPU);
      jvm.go();
      jvm.stopAfter(6);
      List<Switch> switches = witness.testify();
      List<Truth> truths = new ArrayList<>();
      long last = switches.get(switches.size() - 1).nanos();
      int untold = 0;
      int apart = 0;
      for (Stall stall : jvm.end().of(victim)) {
        int in = switchIn(stall, victim, switches);
        boolean over = stall.endNanos() + CLOCKS_NANOS < last; // else it is of the JVM's end
        if (endsUntold(stall, victim, switches)) {
          untold++;
        } else if (over && (in < 1 || distance(stall, switches, in) >= CLOCKS_NANOS)) {
          apart++;
        } else if (over) {
          truths.add(truth(stall, in, victim, switches));
        }
      }
      assertTrue(untold <= truths.size() / 20, untold + " waits of which the trace has no end");
      assertTrue(apart <= 1 + truths.size() / 100, apart + " ends that the clocks hold apart");
      preemptorsAreTrue(truths, hog, own, other);
      largestNeighborsAreTrue(truths, hog, other);
      timesAreTrue(truths);
    }
  }

  /**
   * Whether the victim left the CPU when the wait ended, without a switch that brought it there.
   */
  private static boolean endsUntold(Stall stall, int victim, List<Switch> switches) {
    for (int i = 1; i < switches.size(); i++) {
      if (switches.get(i).before() == victim
          && switches.get(i - 1).after() != victim
          && distance(stall, switches, i) < CLOCKS_NANOS) {
        return true;
      }
    }
    return false;
  }

  /** The switch that ended the wait: the nearest that brought the victim to the CPU. */
  private static int switchIn(Stall stall, int victim, List<Switch> switches) {
    int in = -1;
    for (int i = 0; i < switches.size(); i++) {
      if (switches.get(i).after() == victim
          && (in < 0 || distance(stall, switches, i) < distance(stall, switches, in))) {
        in = i;
      }
    }
    return in;
  }

  private static Truth truth(Stall stall, int in, int victim, List<Switch> switches) {
    int out = in - 1;
    while (out >= 0 && switches.get(out).before() != victim) {
      out--;
    }
    boolean preempted = out >= 0 && switches.get(out).runnable();
    long end = switches.get(in).nanos();
    // After a sleep the wait begins somewhere between the switches.
    long start = preempted ? switches.get(out).nanos() : end - stall.nanos("waited");
    Map<Integer, Long> ran = SwitchWitness.ran(switches, start, end);
    Long unknown = ran.remove(SwitchWitness.UNKNOWN);
    int preemptor = preempted ? switches.get(out).after() : 0;
    return new Truth(stall, preempted, preemptor, ran, unknown == null ? 0 : unknown);
  }

  private static long distance(Stall stall, List<Switch> switches, int i) {
    return Math.abs(switches.get(i).nanos() - stall.endNanos());
  }

  private static void preemptorsAreTrue(
      List<Truth> truths, Hog hog, CpuCgroup own, CpuCgroup other) {
    int preemptions = 0;
    int byHog = 0;
    for (Truth truth : truths) {
      assertEquals(truth.preempted(), truth.stall().isPreemption(), truth::toString);
      assertEquals(truth.preempted() ? 1 : 0, truth.stall().preemptions().size(), truth::toString);
      for (RecordedEvent preemption : truth.stall().preemptions()) {
        preemptions++;
        assertEquals(truth.preemptor(), preemption.getInt("preemptorTid"), truth::toString);
        assertTrue(preemption.getString("cgroup").endsWith("/" + own.name()), truth::toString);
        if (truth.preemptor() == hog.pid()) {
          byHog++;
          assertEquals(hog.pid(), preemption.getInt("preemptorPid"), truth::toString);
          assertEquals("external", preemption.getString("preemptorKind"), truth::toString);
          assertEquals("sh", preemption.getString("preemptorProcess"), truth::toString);
          assertEquals("sh", preemption.getString("preemptorThreadName"), truth::toString);
          String cgroup = preemption.getString("preemptorCgroup");
          assertTrue(cgroup.endsWith("/" + other.name()), truth::toString);
        }
      }
    }
    System.out.printf("%d preemptions, all told right, %d by the hog%n", preemptions, byHog);
    assertTrue(byHog >= 20, byHog + " preemptions by the hog");
  }

  private static void largestNeighborsAreTrue(List<Truth> truths, Hog hog, CpuCgroup other) {
    Map<Integer, Integer> processes = new HashMap<>();
    for (Truth truth : truths) {
      for (RecordedEvent culprit : truth.stall().culprits()) {
        processes.put(culprit.getInt("tid"), culprit.getInt("pid"));
      }
    }
    int told = 0;
    int hogs = 0;
    int doubtful = 0;
    for (Truth truth : truths) {
      Map<Integer, Long> ran = new HashMap<>();
      truth.ran().forEach((t, nanos) -> ran.merge(processes.getOrDefault(t, t), nanos, Long::sum));
      long most = ran.values().stream().mapToLong(nanos -> nanos).max().orElse(0);
      if (most < TIE_NANOS) {
        continue; // the CPU was idle
      }
      told++;
      RecordedEvent event = truth.stall().event();
      int neighbor = event.getInt("neighborPid");
      long tie =
          most
              - (truth.preempted() ? TIE_NANOS : WAKEUP_TIE_NANOS)
              - truth.stall().nanos("waited") / 100;
      long least = tie - truth.unknown();
      doubtful += ran.getOrDefault(neighbor, 0L) > tie ? 0 : 1;
      assertTrue(
          ran.getOrDefault(neighbor, 0L) > least, () -> neighbor + " not of " + ran + ": " + truth);
      if (neighbor == hog.pid()) {
        hogs++;
        assertEquals("sh", event.getString("neighbor"), truth::toString);
        assertEquals("external", event.getString("neighborKind"), truth::toString);
        String cgroup = event.getString("neighborCgroup");
        assertTrue(cgroup.endsWith("/" + other.name()), truth::toString);
      }
    }
    System.out.printf(
        "%d largest neighbors, all told right, %d the hog, %d by time of which the trace says"
            + " nothing%n",
        told, hogs, doubtful);
    assertTrue(doubtful <= told / 20, doubtful + " of " + told);
    assertTrue(hogs >= 20, hogs + " waits with the hog as largest neighbor");
  }

  private static void timesAreTrue(List<Truth> truths) {
    long wrong = 0;
    long all = 0;
    for (Truth truth : truths) {
      Map<Integer, Long> left = new HashMap<>(truth.ran());
      for (RecordedEvent culprit : truth.stall().culprits()) {
        Long ran = left.remove(culprit.getInt("tid"));
        wrong += Math.abs(culprit.getLong("cpuTime") - (ran == null ? 0 : ran));
        all += culprit.getLong("cpuTime");
      }
      wrong += left.values().stream().mapToLong(nanos -> nanos).sum();
    }
    System.out.printf(
        "%.3f s told by task, %.4f %% of it other than in the kernel's trace%n",
        all / 1e9, 100.0 * wrong / all);
    long unknown = truths.stream().mapToLong(Truth::unknown).sum();
    assertTrue(wrong <= all / 100 + unknown, wrong + " of " + all);
  }
}
