package io.schedprobe.metrics;

import io.schedprobe.decode.DecoderStatistics;
import io.schedprobe.observe.Interval;
import io.schedprobe.source.SourceStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Every number by which something was lost, as counters. */
final class Losses {
  private static final double NANOS = 1e9;

  private record Loss(String name, ToLongFunction<Interval> read, Tally tally) {}

  private final List<Loss> counts = new ArrayList<>();
  private final List<Loss> times = new ArrayList<>();

  Losses() {
    count("suppressed", SourceStatistics::suppressed);
    count("dropped", SourceStatistics::dropped);
    count("culprits_cut", SourceStatistics::culpritsCut);
    count("cgroups_dropped", SourceStatistics::cgroupsDropped);
    count("log_overrun", SourceStatistics::logOverrun);
    count("storage_failed", SourceStatistics::storageFailed);
    count("slots_exhausted", SourceStatistics::slotsExhausted);
    count("torn", SourceStatistics::torn);
    count("clock_backwards", SourceStatistics::clockBackwards);
    count("spans_unnamed", SourceStatistics::spansUnnamed);
    count("neighbors_full", SourceStatistics::neighborsFull);
    count("unstarted", SourceStatistics::unstarted);
    count("switches_missed", SourceStatistics::switchesMissed);
    count("threads_ended", SourceStatistics::threadsEnded);
    decoded("records_refused", d -> d.unknownRecords() + d.shortRecords() + d.malformedRecords());
    decoded("culprits_refused", DecoderStatistics::culpritsRefused);
    decoded("shares_defective", DecoderStatistics::sharesDefective);
    decoded("records_failed", DecoderStatistics::failures);
    time("suppressed", i -> i.statistics().suppressedNanos());
    time("dropped", i -> i.statistics().droppedNanos());
    time("clamped", i -> i.statistics().clampedNanos());
    time("shares_defective", i -> i.decoder() == null ? -1 : i.decoder().sharesDefectiveNanos());
  }

  private void count(String name, ToLongFunction<SourceStatistics> read) {
    counts.add(new Loss(name, i -> read.applyAsLong(i.statistics()), new Tally()));
  }

  private void decoded(String name, ToLongFunction<DecoderStatistics> read) {
    counts.add(
        new Loss(name, i -> i.decoder() == null ? -1 : read.applyAsLong(i.decoder()), new Tally()));
  }

  private void time(String name, ToLongFunction<Interval> read) {
    times.add(new Loss(name, read, new Tally()));
  }

  void update(Interval interval) {
    for (Loss loss : counts) {
      loss.tally.update(loss.read.applyAsLong(interval), interval.first());
    }
    for (Loss loss : times) {
      loss.tally.update(loss.read.applyAsLong(interval), interval.first());
    }
  }

  List<Point> counts() {
    return points(counts, 1);
  }

  List<Point> seconds() {
    return points(times, NANOS);
  }

  private static List<Point> points(List<Loss> losses, double unit) {
    List<Point> points = new ArrayList<>();
    for (Loss loss : losses) {
      if (loss.tally.isKnown()) {
        points.add(new Point(List.of(loss.name), loss.tally.sum() / unit));
      }
    }
    return points;
  }
}
