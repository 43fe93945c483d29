package io.schedprobe.benchmarks;

import io.schedprobe.benchmarks.detection.DetectionReport;
import io.schedprobe.benchmarks.overhead.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs what the first argument names: an overhead program of ours, or else JMH's benchmarks. */
public final class Main {
  private static final String WRITE = "--write";

  private static final String USAGE =
      """
      usage: ./benchmark.sh hooks|slowdown|jvm|export [--write]
                 nanoseconds a kernel hook takes; what whole programs slow down; what a JVM pays; what
                 it pays with everything on.
                 Prints Markdown; --write puts it into docs/overhead.md too.
             ./benchmark.sh detection [repetitions] [--write]
                 scripted noise beside a real service: what is detected, when, and what not. Ten
                 repetitions unless told otherwise take an hour; one takes six minutes.
             ./benchmark.sh ring [JMH's options]
             ./benchmark.sh all [--write]
                 all of these but detection, one after the other""";

  private Main() {}

  public static void main(String[] args) throws Exception {
    String what = args.length == 0 ? "" : args[0];
    switch (what) {
      case "hooks", "slowdown", "jvm", "export", "all" ->
          overhead(what, Arrays.asList(args).subList(1, args.length));
      case "detection" -> detection(Arrays.asList(args).subList(1, args.length));
      case "ring" -> ring(Arrays.asList(args));
      default -> {
        System.err.println(USAGE);
        System.exit(2);
      }
    }
  }

  private static void overhead(String what, List<String> options) throws Exception {
    for (String option : options) {
      if (!option.equals(WRITE)) {
        System.err.println("no option is called " + option + "\n" + USAGE);
        System.exit(2);
      }
    }
    boolean all = what.equals("all");
    try {
      Report.make(all ? Report.PARTS : List.of(what), options.contains(WRITE));
    } catch (IllegalStateException e) {
      System.err.println("benchmark: " + e.getMessage());
      System.exit(1);
    }
    if (all) {
      ring(List.of("ring"));
    }
  }

  private static void detection(List<String> options) throws Exception {
    int repetitions = 10;
    for (String option : options) {
      if (option.matches("[1-9][0-9]{0,2}")) {
        repetitions = Integer.parseInt(option);
      } else if (!option.equals(WRITE)) {
        System.err.println("no option is called " + option + "\n" + USAGE);
        System.exit(2);
      }
    }
    try {
      DetectionReport.make(repetitions, options.contains(WRITE));
    } catch (IllegalStateException e) {
      System.err.println("benchmark: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void ring(List<String> args) throws Exception {
    List<String> whole = new ArrayList<>(args);
    whole.addAll(List.of("-prof", "gc"));
    org.openjdk.jmh.Main.main(whole.toArray(new String[0]));
  }
}
