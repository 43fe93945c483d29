package io.schedprobe.benchmarks.overhead;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Nanoseconds per hook, design by design, in rounds so that a change of the machine meets them all.
 */
final class Hooks {
  private static final int ROUNDS = 9;
  private static final int ROUND_TRIPS = 200_000;

  private static final double MOST_OUT_OF_SCOPE_SWITCH = 1.2;
  private static final double MOST_OUT_OF_SCOPE_WAKEUP = 1.1;
  private static final double MOST_OF_RUNQSLOWER = 1.0 / 3;

  /** Below it, others used the CPU so much that the figures are as much theirs. */
  private static final double LEAST_OWN_SWITCHES = 0.9;

  private final Row empty = new Row(ObjectDesign.empty());
  private final Row outOfScope = new Row(new OwnDesign(false));
  private final Row inScope = new Row(new OwnDesign(true));
  private final Row runqslower = new Row(new RunqslowerDesign());
  private final List<Row> rows =
      List.of(
          empty,
          outOfScope,
          inScope,
          runqslower,
          new Row(ObjectDesign.netflixLimited()),
          new Row(ObjectDesign.netflix()));
  private final Samples own = new Samples();

  private static final class Row {
    final Design design;
    final Samples wakeup = new Samples();
    final Samples change = new Samples();
    final Samples others = new Samples();

    Row(Design design) {
      this.design = design;
    }

    double both() {
      return wakeup.median() + change.median();
    }
  }

  void measure(Markdown page) throws Exception {
    BpfStatistics.during(this::play);
    write(page);
  }

  private void play() throws Exception {
    List<Row> order = new ArrayList<>(rows);
    for (int round = 1; round <= ROUNDS; round++) {
      Machine.say("hooks: round " + round + " of " + ROUNDS);
      Collections.rotate(order, 1);
      for (Row row : order) {
        measure(row);
      }
    }
  }

  private void measure(Row row) throws Exception {
    try (Attached attached = row.design.attach();
        PingPong game = new PingPong(attached.behind(), ROUND_TRIPS)) {
      Map<Integer, FdInfo.Program> before = FdInfo.programs(attached.pid());
      game.play();
      HookCost cost = HookCost.between(before, FdInfo.programs(attached.pid()));
      attached.verify(game.waits());
      row.wakeup.add(cost.perWakeup());
      row.change.add(cost.perSwitch());
      row.others.add(cost.othersPerSwitch());
      own.add(2.0 * ROUND_TRIPS / cost.switches());
    }
  }

  private void write(Markdown page) {
    page.head(
        "ns a run: median (least)",
        "wakeup",
        "switch",
        "its other hooks, a switch",
        "both over empty");
    for (Row row : rows) {
      page.row(
          row.design.name(),
          cell(row.wakeup),
          cell(row.change),
          Markdown.number("%.1f", row.others.median()),
          row == empty ? "" : Markdown.number("%.0f", overEmpty(row)));
    }
    page.end();

    double change = outOfScope.change.median() / empty.change.median();
    double wakeup = outOfScope.wakeup.median() / empty.wakeup.median();
    double part = overEmpty(inScope) / overEmpty(runqslower);
    page.targets();
    page.target(
        "out of scope, switch: ≤ 1.2 × empty",
        Markdown.number("%.2f", change),
        change <= MOST_OUT_OF_SCOPE_SWITCH);
    page.target(
        "out of scope, wakeup: ≤ 1.1 × empty",
        Markdown.number("%.2f", wakeup),
        wakeup <= MOST_OUT_OF_SCOPE_WAKEUP);
    page.target(
        "in scope, both over empty: < 1/3 of runqslower's",
        Markdown.number("%.3f", part),
        part < MOST_OF_RUNQSLOWER);
    page.end();
    page.paragraph(
        Markdown.number(
            "%d rounds of %,d round trips, one design at a time; %.0f %% of the switches counted were"
                + " the ping-pong's (median)%s.",
            ROUNDS,
            ROUND_TRIPS,
            100 * Math.min(1, own.median()),
            own.median() < LEAST_OWN_SWITCHES ? ": **the machine was busy, measure again**" : ""));
  }

  private double overEmpty(Row row) {
    return row.both() - empty.both();
  }

  private static String cell(Samples samples) {
    return Markdown.number("%.0f (%.0f)", samples.median(), samples.min());
  }
}
