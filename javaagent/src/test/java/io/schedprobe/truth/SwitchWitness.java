package io.schedprobe.truth;

import static java.util.stream.Collectors.toSet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The kernel's own trace of every switch of tasks on one CPU (Documentation/trace/ftrace.rst), in
 * an instance of the tracer's own, removed in the end. Where tracefs is not mounted, it is mounted
 * for this process alone.
 */
final class SwitchWitness implements AutoCloseable {
  /** In place of a thread id. */
  static final int UNKNOWN = -1;

  /** $1: name of the instance; $2: the CPU as a mask. */
  private static final String SCRIPT =
      """
      set -e
      t=/sys/kernel/tracing
      [ -e $t/instances ] || mount -t tracefs tracefs $t
      i=$t/instances/$1
      mkdir $i
      trap 'rmdir $i' EXIT
      echo mono > $i/trace_clock
      echo $2 > $i/tracing_cpumask
      echo 16384 > $i/buffer_size_kb
      echo 1 > $i/events/sched/sched_switch/enable
      echo started
      read end || :
      echo 0 > $i/events/sched/sched_switch/enable
      cat $i/trace
      cat $i/per_cpu/cpu*/stats
      """;

  private static final Pattern LINE =
      Pattern.compile(
          " (\\d+)\\.(\\d{6}): sched_switch: prev_comm=.* prev_pid=(\\d+) prev_prio=\\d+"
              + " prev_state=(\\S+) ==> next_comm=.* next_pid=(\\d+) next_prio=");

  /**
   * One switch.
   *
   * @param nanos when, by CLOCK_MONOTONIC, whole microseconds
   * @param runnable the task before could have run on: it was preempted
   * @param before thread id, as in the initial pid namespace; 0: idle
   * @param after likewise
   */
  record Switch(long nanos, boolean runnable, int before, int after) {}

  private final Process process;
  private final BufferedReader out;

  private SwitchWitness(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Begins to watch the CPU. */
  static SwitchWitness on(int cpu) throws IOException {
    String name = "schedprobe-" + ProcessHandle.current().pid() + "-" + cpu;
    String mask = Long.toHexString(1L << cpu);
    SwitchWitness witness =
        new SwitchWitness(
            new ProcessBuilder("unshare", "--mount", "sh", "-c", SCRIPT, "sh", name, mask)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    if (!"started".equals(witness.out.readLine())) {
      witness.close();
      throw new IOException("no trace of switches: tracefs cannot be used");
    }
    return witness;
  }

  /** Ends the watch. All switches since its beginning, in their order. */
  List<Switch> testify() throws IOException {
    process.getOutputStream().close();
    List<Switch> switches = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher match = LINE.matcher(line);
      if (match.find()) {
        long micros = Long.parseLong(match.group(1)) * 1_000_000 + Long.parseLong(match.group(2));
        switches.add(
            new Switch(
                micros * 1000,
                match.group(4).startsWith("R"),
                Integer.parseInt(match.group(3)),
                Integer.parseInt(match.group(5))));
      } else if (line.contains("overrun: ") && !line.endsWith(": 0")) {
        throw new IOException("the trace has lost switches: " + line);
      }
    }
    return switches;
  }

  /**
   * Who ran between the two moments, and for how long, by thread id, without the idle task. Some
   * kernels keep a switch from their tracers now and then: then it is {@link #UNKNOWN} who ran.
   */
  static Map<Integer, Long> ran(List<Switch> switches, long fromNanos, long toNanos) {
    Map<Integer, Long> ran = new HashMap<>();
    for (int i = 0; i + 1 < switches.size() && switches.get(i).nanos() < toNanos; i++) {
      long start = Math.max(fromNanos, switches.get(i).nanos());
      long end = Math.min(toNanos, switches.get(i + 1).nanos());
      int task = switches.get(i).after();
      if (task != switches.get(i + 1).before()) {
        task = UNKNOWN;
      }
      if (task != 0 && end > start) {
        ran.merge(task, end - start, Long::sum);
      }
    }
    return ran;
  }

  /** How long tasks ran between the two moments that are none of these, by thread id. */
  static long othersRan(List<Switch> switches, long fromNanos, long toNanos, Set<Integer> threads) {
    return ran(switches, fromNanos, toNanos).entrySet().stream()
        .filter(ran -> !threads.contains(ran.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The threads of a process. */
  static Set<Integer> threads(long pid) throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return tasks.map(t -> Integer.parseInt(t.getFileName().toString())).collect(toSet());
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    // It removes its instance, unless that hangs.
    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
