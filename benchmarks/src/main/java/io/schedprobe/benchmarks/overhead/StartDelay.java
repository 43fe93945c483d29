package io.schedprobe.benchmarks.overhead;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What an agent adds to the start of a JVM, in milliseconds. */
final class StartDelay {
  private static final int ROUNDS = 25;
  private static final int DISCARDED = 1;

  /** The order in which they start within a round. */
  private enum Agent {
    NONE,
    EMPTY,
    SCHEDPROBE
  }

  /** The result for one way to start. */
  static final class Start {
    final String words;
    final Samples main = new Samples();
    final Samples end = new Samples();
    private final List<String> options;

    Start(String words, List<String> options) {
      this.words = words;
      this.options = options;
    }
  }

  private final List<Start> plain;
  private final List<Start> recording;

  StartDelay(Scratch scratch) throws IOException {
    Path emptyAgent = scratch.file("empty-agent.jar");
    EmptyAgent.writeJar(emptyAgent);
    String jfr = "-XX:StartFlightRecording=dumponexit=true,filename=" + scratch.file("start.jfr");
    plain = starts("", List.of(), emptyAgent);
    // Its line on standard output would be taken for our answer.
    recording = starts(", with JFR recording", List.of(jfr, "-Xlog:jfr+startup=off"), emptyAgent);
  }

  private static List<Start> starts(String words, List<String> options, Path emptyAgent) {
    List<Start> starts = new ArrayList<>();
    for (Agent agent : Agent.values()) {
      List<String> all = new ArrayList<>(options);
      switch (agent) {
        case NONE -> starts.add(new Start("no agent" + words, all));
        case EMPTY -> {
          all.add("-javaagent:" + emptyAgent);
          starts.add(new Start("an agent that does nothing" + words, all));
        }
        case SCHEDPROBE -> {
          all.add("-javaagent:" + Checkout.agentJar());
          starts.add(new Start("**schedprobe**" + words, all));
        }
      }
    }
    return starts;
  }

  StartDelay measure() throws IOException, InterruptedException {
    for (int round = 1 - DISCARDED; round <= ROUNDS; round++) {
      Machine.say("start-up: round " + round + " of " + ROUNDS);
      for (List<Start> group : List.of(plain, recording)) {
        for (Start start : group) {
          measure(start, round > 0);
        }
      }
    }
    return this;
  }

  private static void measure(Start start, boolean counts)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    try (Child child = Child.startJava(start.options, MainReached.class)) {
      long main = Long.parseLong(child.line());
      child.finish();
      long end = System.nanoTime();
      if (counts) {
        start.main.add((main - begin) / 1e6);
        start.end.add((end - begin) / 1e6);
      }
    }
  }

  /** Without a recording: no agent, the empty one, ours. */
  List<Start> plain() {
    return plain;
  }

  /** The same with a recording. */
  List<Start> recording() {
    return recording;
  }
}
