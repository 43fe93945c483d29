package io.schedprobe.benchmarks.overhead;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Nanoseconds a design's programs took in the kernel during one workload. */
final class HookCost {
  /** The name of a program, of which the kernel keeps 15 characters. */
  private static final Pattern NAME = Pattern.compile(" name (\\S+)");

  private final Map<Hook, Long> runs = new HashMap<>();
  private final Map<Hook, Long> nanos = new HashMap<>();

  /** sched_wakeup and sched_wakeup_new count together. */
  private enum Hook {
    WAKEUP,
    SWITCH,
    OTHER
  }

  /**
   * What happened between two readings.
   *
   * @param before and after: {@link FdInfo#programs} of the same process
   */
  static HookCost between(Map<Integer, FdInfo.Program> before, Map<Integer, FdInfo.Program> after)
      throws IOException, InterruptedException {
    HookCost cost = new HookCost();
    for (FdInfo.Program end : after.values()) {
      FdInfo.Program start = before.get(end.id());
      if (start == null) {
        throw new IllegalStateException("a program appeared during the measurement");
      }
      if (end.attached()) {
        Hook hook = hook(end.id());
        cost.runs.merge(hook, end.runs() - start.runs(), Long::sum);
        cost.nanos.merge(hook, end.nanos() - start.nanos(), Long::sum);
      }
    }
    return cost;
  }

  private static Hook hook(int id) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("bpftool", "prog", "show", "id", Integer.toString(id))
            .redirectErrorStream(true)
            .start();
    String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher name = NAME.matcher(words);
    if (process.waitFor() != 0 || !name.find()) {
      throw new IllegalStateException("bpftool does not know program " + id + ": " + words);
    }
    if (name.group(1).contains("switch")) {
      return Hook.SWITCH;
    }
    return name.group(1).contains("wakeup") ? Hook.WAKEUP : Hook.OTHER;
  }

  double perWakeup() {
    return (double) nanos.getOrDefault(Hook.WAKEUP, 0L) / runs(Hook.WAKEUP);
  }

  double perSwitch() {
    return (double) nanos.getOrDefault(Hook.SWITCH, 0L) / runs(Hook.SWITCH);
  }

  /** What its other programs took, spread over the switches. */
  double othersPerSwitch() {
    return (double) nanos.getOrDefault(Hook.OTHER, 0L) / runs(Hook.SWITCH);
  }

  long switches() {
    return runs(Hook.SWITCH);
  }

  private long runs(Hook hook) {
    long count = runs.getOrDefault(hook, 0L);
    if (count == 0) {
      throw new IllegalStateException("the programs for " + hook + " never ran");
    }
    return count;
  }
}
