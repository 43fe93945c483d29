package io.schedprobe.report.parts;

import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.Evidence;
import io.schedprobe.analysis.total.Histogram;
import io.schedprobe.analysis.total.TimeLine;
import io.schedprobe.report.lanes.Lane;
import io.schedprobe.report.lanes.Lanes;
import io.schedprobe.report.view.Visible;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Takes from an analysis what charts draw. */
final class ChartsBuilder {
  /** Lanes that are drawn. */
  static final int LANES = 24;

  /** Buckets of the histogram that one bar takes together: 4 bars for each factor of two. */
  private static final int TOGETHER = 4;

  private final Analysis analysis;
  private final Lanes lanes;
  private final Kinds kinds;

  ChartsBuilder(Analysis analysis, Lanes lanes, Kinds kinds) {
    this.analysis = analysis;
    this.lanes = lanes;
    this.kinds = kinds;
  }

  Charts build(String zone) {
    TimeLine line = analysis.timeLine();
    Charts.Columns columns =
        new Charts.Columns(
            Times.seconds(lanes.first() * lanes.width()), lanes.width() / 1e9, lanes.columns());
    Charts.Columns buckets =
        new Charts.Columns(Times.seconds(line.start()), line.width() / 1e9, line.buckets().size());
    long[] heat = heat(line);
    int[] rows = IntStream.range(0, heat.length / 3).map(i -> (int) heat[i * 3 + 1]).toArray();
    int lowest = Arrays.stream(rows).min().orElse(0);
    int highest = Arrays.stream(rows).max().orElse(0);
    for (int i = 1; i < heat.length; i += 3) {
      heat[i] -= lowest;
    }
    List<Bar> bars = bars();
    return new Charts(
        zone,
        Times.seconds(analysis.start()),
        Times.seconds(analysis.end()),
        columns,
        buckets,
        kinds.list().stream().map(k -> new Charts.Kind(k.kind(), Visible.of(k.name()))).toList(),
        shares(line),
        lanes.lanes().stream().limit(LANES).map(this::lane).toList(),
        heat.length == 0 ? new long[0] : heatBounds(lowest, highest),
        heat,
        LongStream.concat(
                bars.stream().mapToLong(Bar::from),
                bars.stream().mapToLong(Bar::to).skip(Math.max(0, bars.size() - 1L)))
            .toArray(),
        bars.stream().mapToLong(Bar::waits).toArray());
  }

  private List<long[]> shares(TimeLine line) {
    List<long[]> shares = new ArrayList<>();
    kinds.list().forEach(kind -> shares.add(new long[line.buckets().size()]));
    for (int bucket = 0; bucket < line.buckets().size(); bucket++) {
      long[] split = kinds.split(line.buckets().get(bucket));
      for (int kind = 0; kind < split.length; kind++) {
        shares.get(kind)[bucket] = split[kind];
      }
    }
    return shares;
  }

  private Charts.Lane lane(Lane lane) {
    boolean eachRun = analysis.evidence() == Evidence.EACH_RUN;
    LongStream.Builder cells = LongStream.builder();
    lane.cells()
        .forEach(
            (column, cell) -> {
              long[] split =
                  kinds.split(
                      cell::share,
                      kind -> eachRun ? cell.byRun(kind.place()) : cell.byLargest(kind.place()));
              for (int kind = 0; kind < split.length; kind++) {
                if (split[kind] > 0) {
                  cells.add(column - lanes.first()).add(kind).add(split[kind]);
                }
              }
            });
    return new Charts.Lane(Visible.of(lane.thread().label()), cells.build().toArray());
  }

  private static long[] heat(TimeLine line) {
    LongStream.Builder cells = LongStream.builder();
    for (int bucket = 0; bucket < line.buckets().size(); bucket++) {
      List<Long> rows = line.buckets().get(bucket).heat();
      for (int row = 0; row < rows.size(); row++) {
        if (rows.get(row) > 0) {
          cells.add(bucket).add(row).add(rows.get(row));
        }
      }
    }
    return cells.build().toArray();
  }

  /** The first row takes everything shorter, too, and the last everything longer. */
  private long[] heatBounds(int lowest, int highest) {
    long[] bounds =
        LongStream.rangeClosed(lowest, highest + 1L)
            .map(row -> TimeLine.heatFrom((int) row))
            .toArray();
    bounds[0] = lowest == 0 ? 0 : bounds[0];
    bounds[bounds.length - 1] = Math.max(bounds[bounds.length - 1], longest());
    return bounds;
  }

  private long longest() {
    return analysis.single().longest();
  }

  /**
   * A bar of the histogram.
   *
   * @param from shortest wait in nanoseconds
   * @param to what is no longer in it
   */
  record Bar(long from, long to, long waits) {}

  /** The bars of the histogram, from the first to the last that has a wait. */
  List<Bar> bars() {
    Histogram histogram = analysis.histogram();
    List<Bar> bars = new ArrayList<>();
    int kept = 0;
    for (int at = 0; at < Histogram.BUCKETS; at += TOGETHER) {
      long waits = 0;
      for (int bucket = at; bucket < at + TOGETHER; bucket++) {
        waits += histogram.count(bucket);
      }
      if (waits > 0 || !bars.isEmpty()) {
        long to = Histogram.from(at + TOGETHER);
        bars.add(
            new Bar(
                at == 0 ? 0 : Histogram.from(at),
                at + TOGETHER == Histogram.BUCKETS ? Math.max(to, longest()) : to,
                waits));
      }
      kept = waits > 0 ? bars.size() : kept;
    }
    return List.copyOf(bars.subList(0, kept));
  }
}
