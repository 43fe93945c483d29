package io.schedprobe.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schedprobe.testing.CpuCgroup;
import io.schedprobe.testing.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@link VictimProgram} with the agent and a recording. */
final class TracedJvm implements AutoCloseable {
  /** Attached one by one, at the end of opening the source. */
  private static final int KERNEL_PROGRAMS = 5;

  /** Nothing held back: large ring, no cap. */
  private static final String OPTIONS = "ring=16m,rate=1000000";

  private final Path file;
  private final JavaProcess jvm;
  private final List<Integer> tids;

  private TracedJvm(Path file, JavaProcess jvm) throws IOException, InterruptedException {
    this.file = file;
    this.jvm = jvm;
    this.tids = List.copyOf(numbers(jvm.await("ready")).keySet());
    awaitAttached();
  }

  /**
   * Starts it, traced, its victims blocked.
   *
   * @param behind commands that lead to java
   * @param threshold of every event about single waits, as "100us"
   * @param runMicros a victim for each
   */
  static TracedJvm start(Path directory, List<String> behind, String threshold, int... runMicros)
      throws IOException, InterruptedException {
    return start(directory, "", behind, threshold, runMicros);
  }

  /**
   * Likewise.
   *
   * @param options of the agent besides, each after a comma
   */
  static TracedJvm start(
      Path directory, String options, List<String> behind, String threshold, int... runMicros)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile(directory, "truth", ".jfr");
    List<String> arguments = new ArrayList<>();
    arguments.add(JavaProcess.agent(OPTIONS + options));
    // room for all there is: what writes it to the disk gets the CPU seldom
    arguments.add("-XX:FlightRecorderOptions=memorysize=100m");
    arguments.add(
        "-XX:StartFlightRecording=filename="
            + file
            + ",+schedprobe.RunQueueLatency#threshold="
            + threshold
            + ",+schedprobe.NeighborRun#threshold="
            + threshold
            + ",+schedprobe.Preemption#threshold="
            + threshold
            + ",+schedprobe.Throttling#threshold="
            + threshold
            + ",+schedprobe.ThreadRunQueue#period=1s,+schedprobe.Neighbor#period=1s"
            + ",+schedprobe.CpuQuota#period=1s");
    arguments.addAll(List.of("-cp", testClasses()));
    arguments.add(VictimProgram.class.getName());
    IntStream.of(runMicros).forEach(micros -> arguments.add(Integer.toString(micros)));
    JavaProcess jvm = JavaProcess.start(behind, arguments.toArray(String[]::new));
    try {
      return new TracedJvm(file, jvm);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      jvm.close();
      throw e;
    }
  }

  /** The classes of the tests alone: with those of the agent it would not start from its jar. */
  static String testClasses() {
    return TracedJvm.class.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  /** Commands that have what follows them run on the CPUs, given as "0-1". */
  static List<String> onCpus(String cpus) {
    return List.of("taskset", "-c", cpus);
  }

  /** Commands that have what follows them run in the cgroup and on the CPUs. */
  static List<String> in(CpuCgroup cgroup, String cpus) {
    String move = "echo $$ > " + cgroup.procs() + " && exec \"$@\"";
    return List.of("taskset", "-c", cpus, "sh", "-c", move, "sh");
  }

  private void awaitAttached() throws IOException, InterruptedException {
    for (int i = 0; i < 2400 && jvm.isAlive(); i++) {
      if (links() == KERNEL_PROGRAMS) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("nothing is attached; it says " + jvm.out() + jvm.err());
  }

  private long links() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(pid()), "fdinfo"))) {
      return all.filter(TracedJvm::isLink).count();
    }
  }

  private static boolean isLink(Path fdinfo) {
    try {
      return Files.readString(fdinfo).contains("link_id:");
    } catch (IOException | UncheckedIOException e) {
      return false; // closed since it was listed
    }
  }

  long pid() {
    return jvm.pid();
  }

  /** Its recording, whole when the JVM has ended. */
  Path file() {
    return file;
  }

  /** Of the victims, in the order of their arguments. */
  List<Integer> tids() {
    return tids;
  }

  /** Lets the victims want a CPU. Returns what the kernel says each had waited before. */
  Map<Integer, Long> go() throws IOException, InterruptedException {
    jvm.send("go");
    return numbers(jvm.await("going"));
  }

  /** Lets the victims work for so long, and blocks them. */
  Map<Integer, Long> stopAfter(int seconds) throws IOException, InterruptedException {
    Thread.sleep(seconds * 1000L);
    return stop();
  }

  /** Blocks the victims. Returns what the kernel says each has waited till now. */
  Map<Integer, Long> stop() throws IOException, InterruptedException {
    jvm.send("stop");
    return numbers(jvm.await("stopped"));
  }

  private static Map<Integer, Long> numbers(String answer) {
    Map<Integer, Long> numbers = new LinkedHashMap<>();
    for (String pair : answer.strip().split(" ", -1)) {
      String[] sides = pair.split("=", -1);
      numbers.put(Integer.parseInt(sides[0]), Long.parseLong(sides[1]));
    }
    return numbers;
  }

  /** Ends the JVM and reads its recording. */
  Recorded end() throws IOException, InterruptedException {
    jvm.endInput();
    assertEquals(0, jvm.exitStatus(), () -> "it says " + jvm.err());
    return Recorded.read(file);
  }

  @Override
  public void close() {
    jvm.close();
  }
}
