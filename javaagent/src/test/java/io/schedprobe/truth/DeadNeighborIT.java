package io.schedprobe.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.CpuCgroup;
import io.schedprobe.testing.NestedCgroup;
import io.schedprobe.testing.RequireBpf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Neighbors that are gone, with their cgroups, when their waits are read. */
class DeadNeighborIT {
  private static final int NEIGHBORS = 20;

  /**
   * $1: the cgroup's file for processes; $2: the name to go by. Comes to the victim's CPU when it
   * is all that it is to be, and is busy there for some tens of milliseconds.
   */
  private static final String SHORT_LIVED =
      """
      set -e
      echo $$ > $1
      printf %s $2 > /proc/$$/comm
      taskset -p -c 0 $$ > /dev/null
      i=0
      while [ $i -lt 100000 ]; do i=$((i+1)); done
      """;

  @TempDir private Path directory;

  @Test
  void neighborThatDiedBeforeItsWaitWasReadKeepsItsNames() throws Exception {
    RequireBpf.orAbort();
    Map<Long, String> names = new HashMap<>();
    try (TracedJvm jvm = TracedJvm.start(directory, TracedJvm.onCpus("1"), "100us", 200_000)) {
      Affinity.pin(jvm.tids().get(0), 0);
      jvm.go();
      for (int i = 0; i < NEIGHBORS; i++) {
        String name = "gone-" + i;
        try (CpuCgroup cgroup = CpuCgroup.create(name)) {
          names.put(live(name, cgroup), cgroup.name());
        }
      }
      jvm.stop();
      for (long pid : names.keySet()) {
        assertFalse(Files.exists(Path.of("/proc", Long.toString(pid))));
      }
      List<Stall> stalls = jvm.end().of(jvm.tids().get(0));
      long nanos = 0;
      for (Map.Entry<Long, String> gone : names.entrySet()) {
        List<RecordedEvent> runs =
            stalls.stream()
                .flatMap(stall -> stall.culpritsOf(gone.getKey()))
                .filter(run -> run.getString("process").startsWith("gone-"))
                .toList();
        assertFalse(runs.isEmpty(), () -> "no wait tells of " + gone);
        for (RecordedEvent run : runs) {
          nanos += run.getLong("cpuTime");
          assertTrue(
              gone.getValue().startsWith("schedprobe-" + run.getString("process") + "-"),
              () -> gone + " " + run);
          assertEquals("external", run.getString("kind"));
          assertTrue(run.getString("cgroup").endsWith("/" + gone.getValue()), run::toString);
        }
      }
      System.out.printf(
          "%d neighbors dead and gone, all named, %.1f ms each%n",
          names.size(), nanos / 1e6 / names.size());
    }
  }

  @Test
  void containerThatDiedKeepsItsNameThoughAnotherTookItsCgroupsNameOver() throws Exception {
    deadContainersAreNamed(
        "cri-o",
        "BestEffort",
        container ->
            List.of(
                "kubepods.slice",
                "kubepods-besteffort.slice",
                "kubepods-besteffort-pod" + container.podUid.replace('-', '_') + ".slice",
                "crio-" + container.id + ".scope"),
        container -> "crio-" + container.id + ".scope");
  }

  /** As runc has it where it takes systemd's names for its own: 144 bytes for one cgroup. */
  @Test
  void containerWhoseCgroupHasALongNameKeepsItsWholeId() throws Exception {
    deadContainersAreNamed(
        "containerd",
        "Burstable",
        container ->
            List.of(
                "system.slice",
                "containerd.service",
                "kubepods-burstable-pod"
                    + container.podUid.replace('-', '_')
                    + ".slice:cri-containerd:"
                    + container.id),
        container -> "containerd.service");
  }

  private void deadContainersAreNamed(
      String runtime,
      String qosClass,
      Function<Container, List<String>> cgroups,
      Function<Container, String> unit)
      throws Exception {
    RequireBpf.orAbort();
    Map<Long, Container> containers = new HashMap<>();
    try (TracedJvm jvm = TracedJvm.start(directory, TracedJvm.onCpus("1"), "100us", 200_000)) {
      Affinity.pin(jvm.tids().get(0), 0);
      jvm.go();
      for (int i = 0; i < NEIGHBORS; i++) {
        // two after each other in a cgroup of the same path, which is made anew
        Container container =
            new Container(
                "app-" + i,
                "%08x".formatted(i / 2 + 1).repeat(8),
                "%08d-0000-4000-8000-000000000000".formatted(i / 2));
        try (NestedCgroup cgroup =
            NestedCgroup.create("dead", cgroups.apply(container).toArray(String[]::new))) {
          containers.put(live(container.name, cgroup.innermost()), container);
        }
      }
      jvm.stop();
      List<Stall> stalls = jvm.end().of(jvm.tids().get(0));
      for (Map.Entry<Long, Container> gone : containers.entrySet()) {
        Container container = gone.getValue();
        List<RecordedEvent> runs =
            stalls.stream()
                .flatMap(stall -> stall.culpritsOf(gone.getKey()))
                .filter(run -> run.getString("process").startsWith("app-"))
                .toList();
        assertFalse(runs.isEmpty(), () -> "no wait tells of " + gone);
        for (RecordedEvent run : runs) {
          assertEquals(container.name, run.getString("process"));
          assertEquals(container.id, run.getString("container"));
          assertEquals(container.podUid, run.getString("podUid"));
          assertEquals(runtime, run.getString("runtime"));
          assertEquals(qosClass, run.getString("qosClass"));
          assertEquals(unit.apply(container), run.getString("unit"));
          assertTrue(
              run.getString("cgroup").endsWith("/" + String.join("/", cgroups.apply(container))),
              run::toString);
        }
      }
    }
  }

  private record Container(String name, String id, String podUid) {}

  /** Returns the process's id, when it is dead. */
  private static long live(String name, CpuCgroup cgroup) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "taskset",
                "-c",
                "1",
                "sh",
                "-c",
                SHORT_LIVED,
                "sh",
                cgroup.procs().toString(),
                name)
            .inheritIO()
            .start();
    assertEquals(0, process.waitFor());
    return process.pid();
  }
}
