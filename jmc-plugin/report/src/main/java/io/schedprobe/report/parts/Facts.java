package io.schedprobe.report.parts;

import io.schedprobe.analysis.model.Onset;
import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.Percentiles;
import io.schedprobe.report.view.Fact;
import java.util.ArrayList;
import java.util.List;

/** The key figures. */
final class Facts {
  private Facts() {}

  static String lead(Analysis analysis) {
    if (analysis.isEmpty()) {
      return "Record a JVM that runs with -javaagent:schedprobe.jar, or attach the agent before the"
          + " recording ends: java -jar schedprobe.jar attach <pid>.";
    }
    if (!analysis.knowsSingle()) {
      return "No single wait is told in this recording, so there is no time line.";
    }
    List<String> begun = new ArrayList<>();
    for (Onset onset : Onset.values()) {
      long waits = analysis.onsets().getOrDefault(onset, 0L);
      if (waits > 0) {
        begun.add(onset(onset) + " " + Quantity.percent(waits, analysis.single().count()));
      }
    }
    return "Time is added up over the threads: two threads that wait for one second wait two."
        + (begun.isEmpty()
            ? ""
            : " What began the single waits: " + String.join(", ", begun) + ".");
  }

  static String onset(Onset onset) {
    return switch (onset) {
      case WAKEUP -> "wake-up";
      case NEW -> "start of the thread";
      case PREEMPTION -> "preemption";
      case THROTTLED -> "throttling";
      case UNKNOWN -> "unknown";
    };
  }

  /** "over 1 ms", or "told singly" where the threshold is not known. */
  static String over(Analysis analysis) {
    return analysis.threshold() > 0
        ? "over " + Quantity.setting(analysis.threshold())
        : "told singly";
  }

  static List<Fact> of(Analysis analysis, Times times) {
    List<Fact> facts = new ArrayList<>();
    if (analysis.start() >= 0 && analysis.end() >= 0) {
      facts.add(
          new Fact(
              "Recording",
              Quantity.time(analysis.length()),
              times.date(analysis.start()) + " to " + times.clock(analysis.end())));
    }
    Fact source =
        new Fact(
            "Measured by",
            HealthPart.source(analysis.tracer().source()),
            HealthPart.sources(analysis));
    if (analysis.waited() == 0) {
      facts.add(source);
      return facts;
    }
    facts.add(
        new Fact(
            "Waited in all",
            Quantity.time(analysis.waited()),
            Quantity.count(Math.max(analysis.all().count(), analysis.single().count()), "wait")
                + " of "
                + Quantity.count(analysis.threads().size(), "thread")
                + (analysis.capped().threads() > 0 ? " and more" : "")));
    if (analysis.length() > 0) {
      facts.add(
          new Fact(
              "Waiting threads, on average",
              String.format(
                  java.util.Locale.ROOT, "%.2f", (double) analysis.waited() / analysis.length()),
              "time waited by length of the recording"));
    }
    facts.add(
        new Fact(
            "Waits " + over(analysis),
            Quantity.count(analysis.single().count()),
            Quantity.time(analysis.single().total()) + " together"));
    if (analysis.knowsSingle()) {
      Percentiles percentiles = analysis.percentiles();
      facts.add(
          new Fact(
              "Longest wait",
              Quantity.time(analysis.single().longest()),
              "of those "
                  + over(analysis)
                  + ": half at most "
                  + Quantity.time(percentiles.p50())
                  + ", 99 % at most "
                  + Quantity.time(percentiles.p99())));
    } else if (analysis.all().longest() > 0) {
      facts.add(new Fact("Longest wait", Quantity.time(analysis.all().longest()), ""));
    }
    facts.add(source);
    return facts;
  }
}
