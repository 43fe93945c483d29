package io.schedprobe.benchmarks.detection;

import io.schedprobe.benchmarks.overhead.Checkout;
import io.schedprobe.benchmarks.overhead.Document;
import io.schedprobe.benchmarks.overhead.Machine;
import io.schedprobe.benchmarks.overhead.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Plays every scenario so many times and tells what was found, as Markdown. */
public final class DetectionReport {
  private static final double TARGET_SECONDS = 10;
  private static final int CPUS = Runtime.getRuntime().availableProcessors();

  /** Runs at a time, each on a CPU of its own; more would make the machine as busy as a whole. */
  private static final int LANES = Math.min(2, CPUS);

  private DetectionReport() {}

  /**
   * Prints the table.
   *
   * @param repetitions of each scenario, at least 1
   * @param write whether to put it into the page as well
   */
  public static void make(int repetitions, boolean write) throws Exception {
    Markdown text = new Markdown();
    text.paragraph(Machine.describe() + " Each scenario " + repetitions + " times.");
    text.head("scenario", "detected", "median s", "longest s", "wrong or false alerts", "");
    List<String> wrong = new ArrayList<>();
    for (Scenario scenario : Scenario.values()) {
      List<Run.Outcome> outcomes = play(scenario, repetitions);
      row(text, scenario, outcomes);
      outcomes.forEach(o -> o.wrong().forEach(w -> wrong.add(scenario.words + ": " + w)));
    }
    text.end();
    if (!wrong.isEmpty()) {
      text.paragraph("Wrong or false alerts:");
      wrong.forEach(w -> text.paragraph("    " + w));
    }
    System.out.print(text);
    if (write) {
      Document.replace(Checkout.document("detection"), "detection", text.toString());
    }
  }

  /**
   * The same scenario on several CPUs at a time, so that each has what the others have beside it.
   */
  private static List<Run.Outcome> play(Scenario scenario, int repetitions) throws Exception {
    List<Run.Outcome> outcomes = new ArrayList<>();
    ExecutorService lanes = Executors.newFixedThreadPool(LANES);
    try {
      while (outcomes.size() < repetitions) {
        int together = Math.min(LANES, repetitions - outcomes.size());
        Machine.say(scenario.words + ", " + (outcomes.size() + together) + " of " + repetitions);
        List<Callable<Run.Outcome>> runs = new ArrayList<>();
        for (int lane = 0; lane < together; lane++) {
          int cpu = CPUS - 1 - lane;
          runs.add(() -> Run.play(scenario, cpu));
        }
        for (Future<Run.Outcome> run : lanes.invokeAll(runs)) {
          outcomes.add(run.get());
        }
      }
    } finally {
      lanes.shutdownNow();
    }
    return outcomes;
  }

  private static void row(Markdown text, Scenario scenario, List<Run.Outcome> outcomes) {
    double[] times =
        outcomes.stream().mapToDouble(Run.Outcome::seconds).filter(s -> s >= 0).sorted().toArray();
    int wrong = outcomes.stream().mapToInt(o -> o.wrong().size()).sum();
    boolean silent = scenario.expected == Scenario.Expected.NOTHING;
    boolean all = times.length == outcomes.size();
    double longest = times.length == 0 ? -1 : times[times.length - 1];
    boolean timely = scenario == Scenario.BURSTS || longest <= TARGET_SECONDS;
    boolean met = wrong == 0 && (silent || (all && timely));
    text.row(
        scenario.words,
        silent ? "nothing to detect" : times.length + " of " + outcomes.size(),
        times.length == 0 ? "–" : Markdown.number("%.1f", times[times.length / 2]),
        times.length == 0 ? "–" : Markdown.number("%.1f", longest),
        Integer.toString(wrong),
        met ? "PASS" : "MISS");
  }
}
