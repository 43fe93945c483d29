package io.schedprobe.benchmarks.overhead;

import java.io.IOException;
import java.util.List;

/** How much longer whole programs take: each run beside one with nothing attached, in turn. */
final class Slowdown {
  private static final int PING_PONG_ROUNDS = 21;
  private static final int ROUND_TRIPS = 100_000;
  private static final int MESSAGING_ROUNDS = 9;

  private static final double MOST_OUT_OF_SCOPE = 1.06;

  private final Row outOfScope = new Row(new OwnDesign(false));
  private final Row inScope = new Row(new OwnDesign(true));
  private final Row runqslower = new Row(new RunqslowerDesign());
  private final List<Row> rows =
      List.of(
          new Row(new Nothing()),
          new Row(ObjectDesign.empty()),
          outOfScope,
          inScope,
          runqslower,
          new Row(ObjectDesign.netflixLimited()),
          new Row(ObjectDesign.netflix()));

  /** A program to run, with a design attached or nothing. */
  private interface Workload {
    double run(Attached attached) throws IOException, InterruptedException;
  }

  /** Times with a design, and without it just before or after. */
  private static final class Pairs {
    private final Samples with = new Samples();
    private final Samples without = new Samples();
    private final Samples ratios = new Samples();

    void add(double timeWith, double timeWithout) {
      with.add(timeWith);
      without.add(timeWithout);
      ratios.add(timeWith / timeWithout);
    }

    double median() {
      return ratios.median();
    }

    String cell() {
      return Markdown.number("%.3f (%.2f … %.2f)", median(), ratios.min(), ratios.max());
    }

    /** What stands a busy machine better. */
    String ofLeast() {
      return Markdown.number("%.3f", with.min() / without.min());
    }
  }

  private static final class Row {
    final Design design;
    final Pairs pingPong = new Pairs();
    final Pairs messaging = new Pairs();

    Row(Design design) {
      this.design = design;
    }
  }

  /** The control: what two runs of the same differ by is noise. */
  private static final class Nothing implements Design, Attached {
    @Override
    public String name() {
      return "nothing (how far the noise goes)";
    }

    @Override
    public Attached attach() {
      return this;
    }

    @Override
    public long pid() {
      return ProcessHandle.current().pid();
    }

    @Override
    public List<String> behind() {
      return List.of();
    }

    @Override
    public void verify(long waits) {}

    @Override
    public void close() {}
  }

  void measure(Markdown page) throws Exception {
    for (int round = 1; round <= PING_PONG_ROUNDS; round++) {
      Machine.say("slowdown, ping-pong: round " + round + " of " + PING_PONG_ROUNDS);
      for (Row row : rows) {
        measure(row.design, Slowdown::pingPong, row.pingPong, round % 2 == 0);
      }
    }
    for (int round = 1; round <= MESSAGING_ROUNDS; round++) {
      Machine.say("slowdown, messaging: round " + round + " of " + MESSAGING_ROUNDS);
      for (Row row : rows) {
        measure(row.design, Slowdown::messaging, row.messaging, round % 2 == 0);
      }
    }
    write(page);
  }

  /** Who comes first gains or loses by it; so they take turns. */
  private static void measure(Design design, Workload workload, Pairs pairs, boolean designFirst)
      throws Exception {
    Attached nothing = new Nothing();
    double before = designFirst ? 0 : workload.run(nothing);
    double with;
    try (Attached attached = design.attach()) {
      with = workload.run(attached);
      BpfStatistics.requireOff(attached.pid());
    }
    pairs.add(with, designFirst ? workload.run(nothing) : before);
  }

  private static double pingPong(Attached attached) throws IOException, InterruptedException {
    try (PingPong game = new PingPong(attached.behind(), ROUND_TRIPS)) {
      long nanos = game.play();
      attached.verify(game.waits());
      return nanos;
    }
  }

  private static double messaging(Attached attached) throws IOException, InterruptedException {
    double seconds = Messaging.run(attached.behind());
    attached.verify(Messaging.WAITS);
    return seconds;
  }

  private void write(Markdown page) {
    page.head(
        "time ÷ time without",
        "ping-pong: median (least … most)",
        "of the least times",
        "messaging: median (least … most)",
        "of the least times");
    for (Row row : rows) {
      page.row(
          row.design.name(),
          row.pingPong.cell(),
          row.pingPong.ofLeast(),
          row.messaging.cell(),
          row.messaging.ofLeast());
    }
    page.end();
    page.targets();
    page.target(
        "ping-pong, out of scope: ≤ 1.06",
        Markdown.number("%.3f", outOfScope.pingPong.median()),
        outOfScope.pingPong.median() <= MOST_OUT_OF_SCOPE);
    page.target(
        "ping-pong, in scope: below runqslower's",
        Markdown.number(
            "%.3f, runqslower %.3f", inScope.pingPong.median(), runqslower.pingPong.median()),
        inScope.pingPong.median() < runqslower.pingPong.median());
    page.end();
    page.paragraph(
        Markdown.number(
            "Pairs of one run with the design and one with nothing attached, in turns: %d of ping-pong"
                + " with %,d round trips, %d of messaging. Statistics of BPF programs are off.",
            PING_PONG_ROUNDS, ROUND_TRIPS, MESSAGING_ROUNDS));
  }
}
