package io.schedprobe.summary;

import static io.schedprobe.summary.HandMade.period;
import static io.schedprobe.summary.HandMade.quota;
import static io.schedprobe.summary.HandMade.run;
import static io.schedprobe.summary.HandMade.source;
import static io.schedprobe.summary.HandMade.summary;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HeadlineTest {
  private static final String ID =
      "4f1c2d3e5a6b7980112233445566778899aabbccddeeff00112233445566aabb";

  @Test
  void namesTheOneProcessThatHadTheCpu() {
    assertHeadline(
        "nginx-hog (cgroup /noisy, pid 4711) had the CPU for 8.30 ms of the 9.00 ms that 1 thread"
            + " waited in waits over 1 ms.",
        source("ebpf", null),
        HandMade.waited(9),
        run("external", "nginx-hog", 4711, "/noisy", 8).with("cpuTime", 8_300_000L));
  }

  @Test
  void takesTheProcessesOfOneNameInOneCgroupTogether() {
    assertHeadline(
        "hog (cgroup /noisy, 2 processes) had the CPU for 6.00 ms of the 9.00 ms that 1 thread"
            + " waited.",
        HandMade.waited(9),
        run("external", "hog", 1, "/noisy", 3),
        run("external", "hog", 2, "/noisy", 3),
        run("external", "hog", 3, "/elsewhere", 2));
  }

  @Test
  void namesTheCgroupWhereNoProcessStandsForMostOfIt() {
    assertHeadline(
        "cgroup /noisy (3 process names) had the CPU for 6.00 ms of the 9.00 ms that"
            + " 1 thread waited.",
        HandMade.waited(9),
        run("external", "a", 1, "/noisy", 2),
        run("external", "b", 2, "/noisy", 2),
        run("external", "c", 3, "/noisy", 2),
        run("external", "d", 4, "/elsewhere", 3));
  }

  @Test
  void prefersAContainersNameToItsCgroup() {
    assertHeadline(
        "hog (container 0123456789ab, pid 1) had the CPU for 9.00 ms of the 9.00 ms that 1 thread"
            + " waited.",
        HandMade.waited(9),
        run("external", "hog", 1, "/docker/0123", 9).with("container", "0123456789ab"));
  }

  @Test
  void shortensAnIdThatNobodyReads() {
    assertHeadline(
        "hog (container 4f1c2d3e5a6b, pid 1) had the CPU for 9.00 ms of the 9.00 ms that 1 thread"
            + " waited.",
        HandMade.waited(9),
        run("external", "hog", 1, "/docker/4f1c", 9).with("container", ID));
  }

  @Test
  void callsAContainerByItsNameAndItsPods() {
    assertHeadline(
        "hog (container web, pid 1) had the CPU for 9.00 ms of the 9.00 ms that 1 thread waited.",
        HandMade.waited(9),
        run("external", "hog", 1, "/docker/4f1c", 9)
            .with("container", ID)
            .with("containerName", "web"));
    assertHeadline(
        "hog (container app of pod shop/web-1, pid 1) had the CPU for 9.00 ms of the 9.00 ms that"
            + " 1 thread waited.",
        HandMade.waited(9),
        run("external", "hog", 1, "/kubepods/4f1c", 9)
            .with("container", ID)
            .with("containerName", "app")
            .with("pod", "shop/web-1"));
    assertHeadline(
        "hog (container 4f1c2d3e5a6b of pod shop/web-1, pid 1) had the CPU for 9.00 ms of the"
            + " 9.00 ms that 1 thread waited.",
        HandMade.waited(9),
        run("external", "hog", 1, "/kubepods/4f1c", 9)
            .with("container", ID)
            .with("pod", "shop/web-1"));
  }

  @Test
  void takesOneContainerForOneThoughItsNameWasFoundLate() {
    assertHeadline(
        "hog (container web, pid 1) had the CPU for 9.00 ms of the 9.00 ms that 1 thread waited.",
        HandMade.waited(9),
        run("external", "hog", 1, "/docker/4f1c", 5).with("container", ID),
        run("external", "hog", 1, "/docker/4f1c", 4)
            .with("container", ID)
            .with("containerName", "web"));
  }

  @Test
  void namesTheLargestOutsiderWhenTheyHadMoreThanTheJvmOnlyTogether() {
    assertHeadline(
        "hog (cgroup /noisy, pid 1) had the CPU for 3.00 ms, others outside this JVM for 2.00 ms, of"
            + " the 9.00 ms that 1 thread waited.",
        HandMade.waited(9).with("external", 5_000_000L).with("self", 4_000_000L),
        run("external", "hog", 1, "/noisy", 3),
        run("external", "other", 2, "/elsewhere", 2),
        run("self", "java", 9, "/", 4));
  }

  @Test
  void blamesTheJvmWhenItsOwnThreadsRan() {
    assertHeadline(
        "Other threads of this JVM had the CPU for 7.00 ms of the 9.00 ms that 1 thread waited.",
        HandMade.waited(9).with("external", 2_000_000L).with("self", 7_000_000L),
        run("external", "hog", 1, "/noisy", 2),
        run("self", "java", 9, "/", 7));
  }

  @Test
  void blamesNobodyWhenTheCpuWasIdle() {
    assertHeadline(
        "The CPU was idle or switching for 7.00 ms of the 9.00 ms that 1 thread waited.",
        HandMade.waited(9).with("external", 2_000_000L).with("idle", 7_000_000L),
        run("external", "hog", 1, "/noisy", 2));
  }

  @Test
  void blamesTheQuotaWhenItTookMost() {
    Fact wait = HandMade.waited(9).with("external", 2_000_000L).with("throttled", 7_000_000L);
    Fact run = run("external", "hog", 1, "/noisy", 2);
    assertHeadline(
        "This JVM's cgroup had used up its CPU quota of 0.6 CPUs (60 ms each 100 ms) for 7.00 ms of"
            + " the 9.00 ms that 1 thread waited.",
        wait,
        run,
        quota("/pod/own", true, 60, 47));
    assertHeadline(
        "Cgroup /pod had used up its CPU quota of 1 CPU (100 ms each 100 ms) for 7.00 ms of the 9.00"
            + " ms that 1 thread waited.",
        wait,
        run,
        quota("/pod/own", true, 60, 0),
        quota("/pod", false, 100, 3));
    assertHeadline(
        "The CPU quota of this JVM's cgroup or of one above it was used up for 7.00 ms of the 9.00 ms"
            + " that 1 thread waited.",
        wait,
        run,
        quota("/", true, -1, 0));
  }

  @Test
  void doesNotNameTheLesserCulpritWhenMostIsUnnamed() {
    assertHeadline(
        "Tasks that are not named in the recording had the CPU for 7.00 ms of the 9.00 ms that 1"
            + " thread waited.",
        HandMade.waited(9),
        run("external", "hog", 1, "/noisy", 2));
  }

  @Test
  void saysThatNoNameIsKnownFromProc() {
    assertHeadline(
        "1 thread waited 40.0 ms for a CPU; who had it is not known.",
        source("proc", "no CAP_BPF"),
        period(10, 40).with("external", -1L).with("unattributed", 40_000_000L));
  }

  @Test
  void doesNotTakeTheWaitsThatWereToldForAllWhereSomeWereNot() {
    Fact lost = new HandMade("schedprobe.TracerStatistics").with("suppressed", 3L);
    Fact run = run("external", "hog", 1, "/noisy", 9);
    assertHeadline(
        "hog (cgroup /noisy, pid 1) had the CPU for 9.00 ms of the 9.00 ms that 1 thread waited in"
            + " waits over 1 ms that were told.",
        source("ebpf", null),
        HandMade.waited(9),
        run,
        lost);
    assertHeadline(
        "hog (cgroup /noisy, pid 1) had the CPU for 9.00 ms of the 9.00 ms that 1 thread waited in"
            + " waits that were told.",
        HandMade.waited(9),
        run,
        lost);
  }

  @Test
  void tellsShortWaitsFromLongOnes() {
    assertHeadline(
        "1 thread waited 40.0 ms for a CPU, at most 900 us at a time; most of it (100.0 %) behind"
            + " tasks of other cgroups.",
        source("ebpf", null), period(1000, 40).with("max", 900_000L));
  }

  @Test
  void escapesHostileNames() {
    assertHeadline(
        "\\u001b[2Jhog (cgroup /a\\nb, pid 1) had the CPU for 9.00 ms of the 9.00 ms that 1 thread"
            + " waited.",
        HandMade.waited(9),
        run("external", "\u001b[2Jhog", 1, "/a\nb", 9));
  }

  @Test
  void doesNotEscapeTwiceWhatWasEscapedWhenRecorded() {
    assertHeadline(
        "it\\'s (cgroup /a\\\\b, pid 1) had the CPU for 9.00 ms of the 9.00 ms that 1 thread waited.",
        HandMade.waited(9),
        run("external", "it\\'s", 1, "/a\\\\b", 9));
  }

  private static void assertHeadline(String expected, Fact... facts) {
    assertEquals(expected, new Headline(summary(facts)).text());
  }
}
