package io.schedprobe.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import io.schedprobe.proc.KernelFiles;
import io.schedprobe.testing.CpuCgroup;
import io.schedprobe.testing.Hog;
import io.schedprobe.testing.JavaProcess;
import io.schedprobe.testing.RequireBpf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Neighbors that choose their names to harm whoever reads them. */
class HostileNamesIT {
  /**
   * $1: directory of a cgroup; $2, $3: names of a cgroup below it and of the process, as {@code
   * printf} takes them. Busy on the victim's CPU for a while, and leaves nothing behind.
   */
  private static final String HOSTILE =
      """
      set -e
      cgroup="$1/$(printf "$2")"
      mkdir "$cgroup"
      echo $$ > "$cgroup/cgroup.procs"
      printf "$3" > /proc/$$/comm
      taskset -p -c 0 $$ > /dev/null
      i=0
      while [ $i -lt 300000 ]; do i=$((i+1)); done
      printf sh > /proc/$$/comm
      echo $$ > "$1/cgroup.procs"
      rmdir "$cgroup"
      """;

  /**
   * @param cgroup for printf; the kernel takes no line feed in it
   * @param comm for printf
   */
  private record Names(String cgroup, String comm, String shownCgroup, String shownComm) {}

  private static final List<Names> NAMES =
      List.of(
          // commands for a terminal, quotes, a line break
          new Names(
              "\\033]0;x\\007\"'\\\\x2d.scope",
              "\\033[2J\\n\"'\\\\x\\007",
              "\\u001b]0;x\\u0007\\\"\\'\\\\x2d.scope",
              "\\u001b[2J\\n\\\"\\'\\\\x\\u0007"),
          // no UTF-8, right-to-left override, zero-width space, half of a character
          new Names(
              "\\377\\342\\200\\256z",
              "\\377\\342\\200\\256\\342\\200\\213\\303",
              "\\udcff\\u202ez",
              "\\udcff\\u202e\\u200b\\udcc3"),
          // what looks like an escape already
          new Names("\\\\u001b[2J", "\\\\n\\\\u202e", "\\\\u001b[2J", "\\\\n\\\\u202e"));

  @TempDir private Path directory;

  @Test
  void hostileNamesAreEscapedWhereverTheyAreShown() throws Exception {
    RequireBpf.orAbort();
    List<Long> pids = new ArrayList<>();
    Path file;
    try (CpuCgroup cgroup = CpuCgroup.create("hostile");
        TracedJvm jvm = TracedJvm.start(directory, TracedJvm.onCpus("1"), "100us", 200_000)) {
      Affinity.pin(jvm.tids().get(0), 0);
      jvm.go();
      for (Names names : NAMES) {
        pids.add(live(cgroup, names));
      }
      jvm.stop();
      jvm.end();
      file = jvm.file();
    }
    JsonArray events = events(file);
    for (int i = 0; i < pids.size(); i++) {
      assertShown(NAMES.get(i), pids.get(i), events);
    }
    String text = jfr(file);
    String summary = summary(file);
    for (Names names : NAMES) {
      assertTrue(text.contains("process = \"" + names.shownComm + "\""), names::toString);
      assertTrue(text.contains("/" + names.shownCgroup + "\""), names::toString);
      assertTrue(summary.contains(names.shownComm), () -> names + " in " + summary);
    }
    assertHarmless(text);
    assertHarmless(summary);
  }

  /** Its own path in the hierarchy is then the file with a name that no text has. */
  @Test
  void jvmInACgroupThatIsNotUtf8KnowsItsNeighborAndItsQuota() throws Exception {
    RequireBpf.orAbort();
    try (CpuCgroup above = CpuCgroup.create("own");
        CpuCgroup other = CpuCgroup.create("other");
        Hog hog = Hog.on("0", other)) {
      String made = KernelFiles.name(above.procs().getParent()) + "/\udcff\r9:cpu:é";
      try (TracedJvm jvm = TracedJvm.start(directory, inNamed(above), "100us", 200_000)) {
        Affinity.pin(jvm.tids().get(0), 0);
        jvm.go();
        jvm.stopAfter(3);
        Recorded recorded = jvm.end();
        List<RecordedEvent> runs =
            recorded.of(jvm.tids().get(0)).stream()
                .flatMap(stall -> stall.culpritsOf(hog.pid()))
                .toList();
        assertFalse(runs.isEmpty(), "nothing tells of the neighbor");
        for (RecordedEvent run : runs) {
          assertEquals("external", run.getString("kind"), run::toString);
        }
        String shown = above.path() + "/\\udcff\\r9:cpu:é";
        assertTrue(
            recorded.all("CpuQuota").stream()
                .anyMatch(event -> event.getString("cgroup").equals(shown)),
            () -> "no quota of " + shown + " in " + recorded.all("CpuQuota"));
      } finally {
        Files.delete(KernelFiles.path(made));
      }
    }
  }

  /** Commands that have what follows them run in a cgroup below with a name that is not UTF-8. */
  private static List<String> inNamed(CpuCgroup above) {
    String script =
        """
        cgroup="$1/$(printf '\\377\\r9:cpu:\\303\\251')"
        mkdir "$cgroup" && echo $$ > "$cgroup/cgroup.procs" && shift && exec "$@"
        """;
    String directory = above.procs().getParent().toString();
    return List.of("taskset", "-c", "1", "sh", "-c", script, "sh", directory);
  }

  @Test
  void hostileNamesOfOwnThreadsAreEscapedWhereverWeShowThem() throws Exception {
    RequireBpf.orAbort();
    List<String> behind = List.of("env", VictimProgram.HOSTILE + "=yes", "taskset", "-c", "0");
    try (TracedJvm jvm = TracedJvm.start(directory, behind, "100us", 20_000, 20_000)) {
      jvm.go();
      jvm.stopAfter(3);
      Recorded recorded = jvm.end();
      for (int i = 0; i < 2; i++) {
        String shown = "\\u001b[2J\\n\\\"\\udc00" + i;
        // as the JVM hands it to the kernel: half of a character in three bytes, none of them UTF-8
        String osName = "\\u001b[2J\\n\\\"\\udced\\udcb0\\udc80" + i;
        List<Stall> stalls = recorded.of(jvm.tids().get(i));
        assertFalse(stalls.isEmpty());
        for (Stall stall : stalls) {
          assertEquals(osName, stall.event().getString("osName"));
          // a look-up that is put off leaves a thread called as the kernel calls it
          assertTrue(
              List.of(shown, osName).contains(stall.event().getString("threadName")),
              stall::toString);
        }
        int tid = jvm.tids().get(i);
        assertTrue(
            recorded.all("ThreadRunQueue").stream()
                .anyMatch(
                    event ->
                        event.getInt("osThreadId") == tid
                            && event.getString("threadName").equals(shown)));
      }
      for (String event : List.of("ThreadRunQueue", "NeighborRun", "Preemption")) {
        for (RecordedEvent told : recorded.all(event)) {
          assertHarmless(told.getString("threadName"));
        }
      }
      String summary = summary(jvm.file());
      assertTrue(summary.contains("\\u001b[2J"), summary);
      // JFR itself gives half of a character back as the sign for what cannot be shown
      assertHarmless(summary.replace('\ufffd', '?'));
    }
  }

  private static void assertShown(Names names, long pid, JsonArray events) {
    boolean seen = false;
    for (Object event : events) {
      JsonObject values = ((JsonObject) event).getObject("values");
      if (values.getInt("pid") == pid && values.getString("cgroup").contains("hostile")) {
        // between its move to the cgroup and its new name it is still the shell
        if (!values.getString("process").equals("sh")) {
          seen = true;
          assertEquals(names.shownComm, values.getString("process"));
          assertEquals(names.shownComm, values.getString("threadName"));
          assertTrue(
              values.getString("cgroup").endsWith("/" + names.shownCgroup), values::toString);
        }
      }
    }
    assertTrue(seen, () -> "nothing tells of " + names);
  }

  /** Returns the process's id, when it is dead. */
  private static long live(CpuCgroup cgroup, Names names) throws Exception {
    Process process =
        new ProcessBuilder(
                "taskset",
                "-c",
                "1",
                "sh",
                "-c",
                HOSTILE,
                "sh",
                cgroup.procs().getParent().toString(),
                names.cgroup,
                names.comm)
            .inheritIO()
            .start();
    assertEquals(0, process.waitFor());
    return process.pid();
  }

  private JsonArray events(Path file) throws Exception {
    String json = jfr(file, "--json");
    assertHarmless(json);
    return JsonParser.object().from(json).getObject("recording").getArray("events");
  }

  private String jfr(Path file, String... options) throws Exception {
    Path out = Files.createTempFile(directory, "jfr", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jfr").toString());
    command.addAll(List.of("print", "--events", "schedprobe.NeighborRun"));
    command.addAll(List.of(options));
    command.add(file.toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile());
    assertEquals(0, builder.start().waitFor());
    return new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
  }

  private static String summary(Path file) throws IOException, InterruptedException {
    try (JavaProcess jvm =
        JavaProcess.start(
            "-Dfile.encoding=UTF-8",
            "-jar",
            JavaProcess.agentJar().toString(),
            "summary",
            "--lines=200",
            file.toString())) {
      assertEquals(0, jvm.exitStatus(), () -> "it says " + jvm.err());
      return String.join("\n", jvm.out());
    }
  }

  /** Nothing in it that a terminal obeys, that turns the reading order or that does not show. */
  private static void assertHarmless(String text) {
    assertFalse(text.isEmpty());
    text.codePoints()
        .filter(c -> c != '\n')
        .forEach(
            c ->
                assertTrue(
                    !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT
                        && c != 0xfffd,
                    () -> "U+" + Integer.toHexString(c)));
  }
}
