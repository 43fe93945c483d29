package io.schedprobe.prometheus;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.schedprobe.metrics.Family;
import io.schedprobe.metrics.Meter;
import io.schedprobe.metrics.Point;
import io.schedprobe.model.LatencyHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Puts the meters into the client library's form, at each scrape.
 *
 * <p>The bounds of the histogram are bounds of the kernel's own buckets, two to each power of two
 * from 8.192 µs to 6.3 s, so that its numbers are exact: a latency counts to the bound that it is
 * below.
 */
final class Snapshots implements MultiCollector {
  private static final double MICROS = 1000;
  private static final int LOWEST = 8;
  private static final int STEP = 2;

  private static final String INFO_SUFFIX = "_info";

  private final Supplier<List<Family>> families;

  Snapshots(Supplier<List<Family>> families) {
    this.families = families;
  }

  @Override
  public MetricSnapshots collect() {
    List<MetricSnapshot> all = new ArrayList<>();
    for (Family family : families.get()) {
      all.add(snapshot(family));
    }
    return new MetricSnapshots(all);
  }

  private static MetricSnapshot snapshot(Family family) {
    return switch (family.meter().kind()) {
      case COUNTER -> counter(family);
      case GAUGE -> gauge(family);
      case INFO -> info(family);
      case HISTOGRAM -> histogram(family);
    };
  }

  private static MetricSnapshot counter(Family family) {
    CounterSnapshot.Builder builder = CounterSnapshot.builder();
    builder.name(family.meter().name()).help(family.meter().help());
    for (Point point : family.points()) {
      builder.dataPoint(
          CounterSnapshot.CounterDataPointSnapshot.builder()
              .labels(labels(family.meter(), point))
              .value(point.value())
              .build());
    }
    return builder.build();
  }

  private static MetricSnapshot gauge(Family family) {
    GaugeSnapshot.Builder builder = GaugeSnapshot.builder();
    builder.name(family.meter().name()).help(family.meter().help());
    for (Point point : family.points()) {
      builder.dataPoint(
          GaugeSnapshot.GaugeDataPointSnapshot.builder()
              .labels(labels(family.meter(), point))
              .value(point.value())
              .build());
    }
    return builder.build();
  }

  private static MetricSnapshot info(Family family) {
    String name = family.meter().name();
    InfoSnapshot.Builder builder = InfoSnapshot.builder();
    builder
        .name(name.substring(0, name.length() - INFO_SUFFIX.length()))
        .help(family.meter().help());
    for (Point point : family.points()) {
      builder.dataPoint(
          InfoSnapshot.InfoDataPointSnapshot.builder()
              .labels(labels(family.meter(), point))
              .build());
    }
    return builder.build();
  }

  private static MetricSnapshot histogram(Family family) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    LatencyHistogram latency = family.histogram();
    long count = 0;
    int last = LatencyHistogram.BUCKETS - 1;
    for (int bucket = 0; bucket < last; bucket++) {
      count += latency.count(bucket);
      int next = bucket + 1;
      // Two bounds to each power of two.
      if (next >= LOWEST && next % STEP == 0) {
        buckets.bucket(LatencyHistogram.shortest(next) / MICROS, count);
        count = 0;
      }
    }
    buckets.bucket(Double.POSITIVE_INFINITY, count + latency.count(last));
    return HistogramSnapshot.builder()
        .name(family.meter().name())
        .help(family.meter().help())
        .dataPoint(
            HistogramSnapshot.HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(buckets.build())
                .sum(family.sumNanos() / MICROS)
                .build())
        .build();
  }

  private static Labels labels(Meter meter, Point point) {
    return Labels.of(meter.labels().toArray(new String[0]), point.labels().toArray(new String[0]));
  }
}
