package io.schedprobe.benchmarks.overhead;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code perf bench sched messaging}: 200 threads send, 200 receive, on all CPUs. */
final class Messaging {
  /** Threads, so that one process is all of it; each sender writes so often to 20 receivers. */
  private static final List<String> COMMAND =
      List.of("perf", "bench", "-f", "simple", "sched", "messaging", "-t", "-g", "10", "-l", "100");

  /** Far fewer than there are, many more than another process has meanwhile. */
  static final long WAITS = 2_000;

  private Messaging() {}

  /** Returns the seconds it took. */
  static double run(List<String> behind) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(behind);
    command.addAll(COMMAND);
    try (Child child = Child.start(command)) {
      double seconds = Double.parseDouble(child.line());
      child.finish();
      return seconds;
    }
  }
}
