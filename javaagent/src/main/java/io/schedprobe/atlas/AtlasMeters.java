package io.schedprobe.atlas;

import com.netflix.spectator.api.Counter;
import com.netflix.spectator.api.Gauge;
import com.netflix.spectator.api.Id;
import com.netflix.spectator.api.Registry;
import com.netflix.spectator.api.Statistic;
import com.netflix.spectator.api.histogram.PercentileBuckets;
import io.schedprobe.metrics.Family;
import io.schedprobe.metrics.Meter;
import io.schedprobe.metrics.Point;
import io.schedprobe.model.LatencyHistogram;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings the meters into Spectator: counters by what they grew, gauges as they are, the histogram
 * as the counters that a percentile timer of Spectator's has.
 *
 * <p>Not by its {@code PercentileTimer}: that takes one latency after the other and would lose the
 * exact sum, which we have; and unless told otherwise it takes all below 10 ms for 10 ms. Here the
 * range is {@value #SHORTEST_NANOS} ns to {@value #LONGEST_NANOS} ns.
 */
final class AtlasMeters {
  /** Latencies outside of these are counted at them in percentiles; the sum is exact. */
  static final long SHORTEST_NANOS = 1_000;

  static final long LONGEST_NANOS = 10_000_000_000L;

  private static final double NANOS = 1e9;

  /** Longer values are refused by Atlas (120 characters); the end of a path tells most. */
  private static final int LONGEST_VALUE = 100;

  private final Registry registry;
  private final Map<String, Series> series = new HashMap<>();
  private final Map<String, Gauge> gauges = new HashMap<>();
  private LatencyHistogram latency = new LatencyHistogram();
  private long latencySum;

  private static final class Series {
    final Counter counter;
    double last;

    Series(Counter counter) {
      this.counter = counter;
    }

    void grow(double now) {
      if (now > last) {
        counter.add(now - last);
        last = now;
      }
    }
  }

  AtlasMeters(Registry registry) {
    this.registry = registry;
  }

  /** Takes all values of a moment. */
  synchronized void update(List<Family> families) {
    Set<String> seen = new HashSet<>();
    for (Family family : families) {
      switch (family.meter().kind()) {
        case COUNTER -> family.points().forEach(point -> count(family.meter(), point, seen));
        case GAUGE -> family.points().forEach(point -> gauge(family.meter(), point, seen));
        case HISTOGRAM -> histogram(family);
        case INFO -> {
          // Atlas has no joins that could use it.
        }
      }
    }
    // A neighbor that gave up its series begins at 0 when it gets one again.
    series.keySet().retainAll(seen);
    gauges
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !seen.contains(entry.getKey());
              if (gone) {
                // Else Spectator would send the last value for as long as it keeps a meter.
                entry.getValue().set(Double.NaN);
              }
              return gone;
            });
  }

  private void count(Meter meter, Point point, Set<String> seen) {
    String key = meter.name() + point.labels();
    seen.add(key);
    series
        .computeIfAbsent(key, k -> new Series(registry.counter(id(meter, point))))
        .grow(point.value());
  }

  private void gauge(Meter meter, Point point, Set<String> seen) {
    String key = meter.name() + point.labels();
    seen.add(key);
    gauges.computeIfAbsent(key, k -> registry.gauge(id(meter, point))).set(point.value());
  }

  private Id id(Meter meter, Point point) {
    Id id = registry.createId(meter.atlasName());
    for (int i = 0; i < meter.labels().size(); i++) {
      String value = point.labels().get(i);
      if (!value.isEmpty()) {
        id = id.withTag(tag(meter.labels().get(i)), end(value));
      }
    }
    return id;
  }

  /** Atlas writes the names of tags as Java does: preemptedContainer. */
  static String tag(String label) {
    StringBuilder tag = new StringBuilder();
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      if (c == '_' && i + 1 < label.length()) {
        tag.append(Character.toUpperCase(label.charAt(++i)));
      } else {
        tag.append(c);
      }
    }
    return tag.toString();
  }

  private static String end(String value) {
    return value.length() <= LONGEST_VALUE
        ? value
        : value.substring(value.length() - LONGEST_VALUE);
  }

  private void histogram(Family family) {
    Id id = registry.createId(family.meter().atlasName());
    long count = 0;
    LatencyHistogram now = family.histogram();
    for (int bucket = 0; bucket < LatencyHistogram.BUCKETS; bucket++) {
      long more = now.count(bucket) - latency.count(bucket);
      if (more > 0) {
        count += more;
        registry.counter(percentile(id, middle(bucket))).increment(more);
      }
    }
    if (count > 0) {
      registry.counter(id.withTag(Statistic.count)).increment(count);
      registry
          .counter(id.withTag(Statistic.totalTime))
          .add((family.sumNanos() - latencySum) / NANOS);
    }
    latency = now;
    latencySum = family.sumNanos();
  }

  /** Of the open bucket its beginning. */
  private static long middle(int bucket) {
    long from = LatencyHistogram.shortest(bucket);
    long to = LatencyHistogram.longest(bucket);
    return to == Long.MAX_VALUE ? from : from + (to - from) / 2;
  }

  /** The counter of a percentile timer that a latency belongs to: T and four hexadecimal digits. */
  private static Id percentile(Id id, long nanos) {
    long within = Math.max(SHORTEST_NANOS, Math.min(LONGEST_NANOS, nanos));
    return id.withTag(Statistic.percentile)
        .withTag("percentile", String.format("T%04X", PercentileBuckets.indexOf(within)));
  }
}
