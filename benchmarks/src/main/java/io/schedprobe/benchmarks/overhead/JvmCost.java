package io.schedprobe.benchmarks.overhead;

import java.util.List;

/** What a JVM pays for the agent. */
final class JvmCost {
  private static final double MOST_DELAY_MILLIS = 50;
  private static final double MOST_CPU_PERCENT = 0.1;
  private static final double MOST_MEMORY_MB = 20;
  private static final double MOST_KERNEL_MB = 4;
  private static final double MEGABYTE = 1e6;

  private JvmCost() {}

  static void measure(Markdown page) throws Exception {
    try (Scratch scratch = new Scratch()) {
      StartDelay delay = new StartDelay(scratch).measure();
      ServicePairs pairs = new ServicePairs().measure(scratch);
      IdleUse idle = new IdleUse().measure(scratch);
      write(page, delay);
      write(page, pairs, idle);
      targets(page, delay, pairs, idle);
    }
  }

  private static void write(Markdown page, StartDelay delay) {
    page.head(
        "start of a JVM, ms",
        "until main: median (least)",
        "added: median (least … most)",
        "whole run added");
    for (List<StartDelay.Start> group : List.of(delay.plain(), delay.recording())) {
      StartDelay.Start none = group.get(0);
      for (StartDelay.Start start : group) {
        Samples added = start.main.minus(none.main);
        page.row(
            start.words,
            Markdown.number("%.0f (%.0f)", start.main.median(), start.main.min()),
            start == none ? "" : spread("%.0f", added),
            start == none ? "" : Markdown.number("%.0f", start.end.minus(none.end).median()));
      }
    }
    page.end();
    page.paragraph(
        Markdown.number(
            "A main that does nothing, %d rounds of each in turn; what is added is the median of the"
                + " differences within a round.",
            delay.plain().get(0).main.count()));
  }

  private static void write(Markdown page, ServicePairs pairs, IdleUse idle) {
    page.head("agent and recording in a service with little to do", "figure");
    page.row("resident memory added, MB", spread("%.1f", pairs.resident));
    page.row("the same by proportional set size, MB", spread("%.1f", pairs.proportional));
    page.row(
        "the same as it is, MB: with a heap untouched, garbage, and what malloc has free",
        spread("%.1f", pairs.residentUntouched));
    page.row("resident memory without the agent, MB", spread("%.1f", pairs.residentWithout));
    page.row("from main until attached, ms", spread("%.0f", pairs.attachedAfter));
    page.row("CPU the JVM's start takes more, ms", spread("%.0f", pairs.startCpu));
    page.row("CPU of its start without the agent, ms", spread("%.0f", pairs.startCpuWithout));
    page.row("CPU of the agent's threads (`schedstat`), % of a CPU", percent(idle.agentPercent));
    page.row("the same by `schedprobe.TracerStatistics`", percent(idle.agentSaysPercent));
    page.row(
        "CPU of JFR's periodic thread, with (without) the agent",
        percent(idle.periodicWithPercent)
            + Markdown.number(" (%.3f)", idle.periodicWithoutPercent));
    page.row("memory in the kernel (`fdinfo`), MB", megabytes(idle.kernelBytes));
    page.row("the same by `schedprobe.TracerStatistics`", megabytes(idle.kernelBytesSaid));
    page.end();
    page.paragraph(
        Markdown.number(
            "Memory: median (least … most) of %d pairs of JVMs side by side, one with the agent, both"
                + " recording, with a heap of 64 MB that is resident from the start; settled, after a"
                + " full collection and with malloc's free memory given back"
                + " (`System.trim_native_heap`). What is added is outside the heap, and what lives in"
                + " it. *As it is*: %d pairs with the heap that the JVM chooses, of which few pages"
                + " have been touched by anybody, and with what the compilers left to malloc. CPU of"
                + " the start: each JVM's first quarter of a minute, all threads, compilers included."
                + " CPU of the agent's threads: over %d s, no wait over the threshold, eight threads"
                + " that wake up a hundred times a second each. Memory in the kernel: maps and"
                + " programs; what it keeps per task comes on top.",
            ServicePairs.PAIRS, ServicePairs.UNTOUCHED_PAIRS, IdleUse.SECONDS));
  }

  private static void targets(Markdown page, StartDelay delay, ServicePairs pairs, IdleUse idle) {
    double plain = delay.plain().get(2).main.minus(delay.plain().get(0).main).median();
    double recording = delay.recording().get(2).main.minus(delay.recording().get(0).main).median();
    double extra = Math.max(pairs.resident.median(), pairs.proportional.median());
    double kernel = Math.max(idle.kernelBytes, idle.kernelBytesSaid) / MEGABYTE;
    double cpu = Math.max(idle.totalPercent(), idle.agentSaysPercent);
    page.targets();
    page.target(
        "start-up delay ≤ 50 ms, without and with JFR recording",
        Markdown.number("%.0f ms, %.0f ms", plain, recording),
        Math.max(plain, recording) <= MOST_DELAY_MILLIS);
    page.target(
        "CPU with nothing over the threshold ≤ 0.1 % of a core, JFR's thread included",
        Markdown.number("%.3f %%", cpu), cpu <= MOST_CPU_PERCENT);
    page.target(
        "extra memory ≤ 20 MB, beside a heap that is resident anyway",
        Markdown.number("%.1f MB (%.1f MB as it is)", extra, pairs.residentUntouched.median()),
        extra <= MOST_MEMORY_MB);
    page.target(
        "memory in the kernel ≤ 4 MB",
        Markdown.number("%.2f MB", kernel),
        kernel <= MOST_KERNEL_MB);
    page.end();
  }

  private static String spread(String format, Samples samples) {
    return Markdown.number(
        format + " (" + format + " … " + format + ")",
        samples.median(),
        samples.min(),
        samples.max());
  }

  private static String percent(double value) {
    return Markdown.number("%.3f", value);
  }

  private static String megabytes(long bytes) {
    return Markdown.number("%.2f", bytes / MEGABYTE);
  }
}
