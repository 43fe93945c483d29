package io.schedprobe.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.Hog;
import io.schedprobe.testing.NestedCgroup;
import io.schedprobe.testing.RequireBpf;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A JVM in namespaces of its own (pid, mount and cgroup), as in a container, whose neighbors are
 * outside of them: what it says of itself is as it knows itself, what it says of others is as the
 * host has it.
 */
class NamespacesIT {
  private static final String OWN = "0a".repeat(32);
  private static final String OTHER = "c0ffee12".repeat(8);
  private static final String OTHER_POD = "2ca4a155-3599-498d-bb9d-4446693fa3ea";

  /** Puts names of the neighbor where kubelet has them, seen by this JVM alone. */
  private static final String NODE =
      """
      set -e
      mount -t tmpfs tmpfs /var/log
      mkdir -p /var/log/containers /var/log/pods
      : > /var/log/containers/web-1_shop_app-$1.log
      shift
      exec "$@"
      """;

  @TempDir private Path directory;

  private static NestedCgroup pod(String name, String uid, String container) throws IOException {
    return NestedCgroup.create(
        name,
        "kubepods.slice",
        "kubepods-burstable.slice",
        "kubepods-burstable-pod" + uid.replace('-', '_') + ".slice",
        "cri-containerd-" + container + ".scope");
  }

  private static List<String> inNamespaces(NestedCgroup own) {
    List<String> behind = new ArrayList<>(TracedJvm.in(own.innermost(), "1"));
    behind.addAll(List.of("unshare", "--pid", "--fork", "--kill-child", "--mount", "--mount-proc"));
    behind.addAll(List.of("--cgroup", "--propagation", "private"));
    behind.addAll(List.of("sh", "-c", NODE, "sh", OTHER));
    return behind;
  }

  @Test
  void jvmInAContainerSeesItsNeighborsAsTheHostDoesAndItselfAsItKnowsItself() throws Exception {
    RequireBpf.orAbort();
    try (NestedCgroup own = pod("own", "11111111-2222-4333-8444-555555555555", OWN);
        NestedCgroup other = pod("other", OTHER_POD, OTHER);
        TracedJvm jvm = TracedJvm.start(directory, inNamespaces(own), "100us", 20_000);
        Hog neighbor = Hog.on("0", other.innermost());
        Hog sibling = Hog.on("0", own.innermost())) {
      int victim = jvm.tids().get(0);
      int onHost = tidOnHost(jvm.pid(), victim);
      assertTrue(onHost != victim, "it is in a pid namespace of its own");
      Affinity.pin(onHost, 0);
      String cgroup = cpuCgroup(neighbor.pid());
      jvm.go();
      jvm.stopAfter(5);
      Recorded recorded = jvm.end();
      List<Stall> stalls = recorded.of(victim);
      assertFalse(stalls.isEmpty());
      assertAreOf("victim-0", stalls);
      assertOwnThreadsOnly(recorded);
      List<RecordedEvent> runs = runsOf(neighbor, stalls);
      for (RecordedEvent run : runs) {
        assertEquals("external", run.getString("kind"));
        assertEquals("sh", run.getString("process"));
        assertPlaced(cgroup, run);
      }
      for (RecordedEvent run : runsOf(sibling, stalls)) {
        assertEquals("sibling", run.getString("kind"));
        assertEquals("sh", run.getString("process"));
      }
      assertLargestIsNamed(neighbor, stalls);
      List<RecordedEvent> sums =
          recorded.all("Neighbor").stream()
              .filter(e -> OTHER.equals(e.getString("container")))
              .toList();
      assertFalse(sums.isEmpty());
      sums.forEach(sum -> assertPlaced(cgroup, sum));
    }
  }

  private static void assertAreOf(String thread, List<Stall> stalls) {
    int proved = 0;
    for (Stall stall : stalls) {
      assertEquals(thread, stall.event().getString("threadName"));
      // its last waits are read when it has ended, which leaves its name
      if (stall.event().getThread("thread") != null) {
        assertEquals(thread, stall.event().getThread("thread").getJavaName());
        proved++;
      }
    }
    assertTrue(proved > stalls.size() / 2, proved + " of " + stalls.size() + " have the thread");
  }

  private static List<RecordedEvent> runsOf(Hog hog, List<Stall> stalls) {
    List<RecordedEvent> runs =
        stalls.stream().flatMap(stall -> stall.culpritsOf(hog.pid())).toList();
    assertTrue(runs.size() >= 20, runs.size() + " runs of " + hog.pid());
    return runs;
  }

  private static void assertPlaced(String cgroup, RecordedEvent event) {
    assertEquals(cgroup, event.getString("cgroup"));
    assertEquals("containerd", event.getString("runtime"));
    assertEquals(OTHER, event.getString("container"));
    assertEquals("app", event.getString("containerName"));
    assertEquals("shop/web-1", event.getString("pod"));
    assertEquals(OTHER_POD, event.getString("podUid"));
    assertEquals("Burstable", event.getString("qosClass"));
    assertEquals("cri-containerd-" + OTHER + ".scope", event.getString("unit"));
  }

  private static void assertLargestIsNamed(Hog neighbor, List<Stall> stalls) {
    List<RecordedEvent> behind =
        stalls.stream()
            .map(Stall::event)
            .filter(wait -> wait.getInt("neighborPid") == neighbor.pid())
            .toList();
    assertFalse(behind.isEmpty());
    for (RecordedEvent wait : behind) {
      assertEquals(OTHER, wait.getString("neighborContainer"));
      assertEquals("app", wait.getString("neighborContainerName"));
      assertEquals("shop/web-1", wait.getString("neighborPod"));
    }
  }

  /** No id of the host's and no thread of others is taken for one of the JVM's own. */
  private static void assertOwnThreadsOnly(Recorded recorded) {
    for (RecordedEvent period : recorded.all("ThreadRunQueue")) {
      int tid = period.getInt("osThreadId");
      assertTrue(tid < 1000, () -> "no thread of a young namespace has this id: " + period);
      if (period.getThread("thread") != null) {
        assertEquals(period.getString("threadName"), period.getThread("thread").getJavaName());
      }
    }
  }

  /** The host's number of a thread that knows itself by another. */
  private static int tidOnHost(long pid, int tid) throws IOException {
    try (DirectoryStream<Path> tasks =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path task : tasks) {
        for (String line : Files.readAllLines(task.resolve("status"))) {
          if (line.startsWith("NSpid:") && line.endsWith("\t" + tid)) {
            return Integer.parseInt(task.getFileName().toString());
          }
        }
      }
    }
    throw new AssertionError("no thread " + tid + " in process " + pid);
  }

  /** The path that rules the process's CPU time, as the host has it: of v1 on hybrid hosts. */
  private static String cpuCgroup(long pid) throws IOException {
    String unified = null;
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "cgroup"))) {
      String[] fields = line.split(":", 3);
      if (Arrays.asList(fields[1].split(",", -1)).contains("cpu")) {
        return fields[2];
      }
      unified = fields[1].isEmpty() ? fields[2] : unified;
    }
    return unified;
  }
}
