package io.schedprobe.atlas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.netflix.spectator.api.DefaultRegistry;
import com.netflix.spectator.api.Gauge;
import com.netflix.spectator.api.histogram.PercentileBuckets;
import io.schedprobe.metrics.Family;
import io.schedprobe.metrics.Meter;
import io.schedprobe.metrics.Meters;
import io.schedprobe.metrics.Point;
import io.schedprobe.model.LatencyHistogram;
import io.schedprobe.observe.Intervals;
import io.schedprobe.testing.RealServers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AtlasPublisherTest {
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final String LATENCY = "scheduler.processLatency";

  private final LatencyHistogram latencies = new LatencyHistogram();
  private long sum;
  private double preemptions;
  private int neighbors = 1;

  private static Meter meter(String name) {
    return Meters.all().stream().filter(m -> m.name().equals(name)).findAny().orElseThrow();
  }

  private synchronized List<Family> families() {
    List<Point> stolen = new ArrayList<>();
    for (int i = 0; i < neighbors; i++) {
      stolen.add(new Point(List.of("/system.slice/n" + i + ".service"), preemptions));
    }
    return List.of(
        new Family(
            meter("scheduler_process_latency_microseconds"), List.of(), latencies.copy(), sum),
        new Family(
            meter("scheduler_preemptions"),
            List.of(new Point(List.of("own", "hog"), preemptions)),
            null,
            0),
        new Family(meter("schedprobe_neighbor_stolen_seconds"), stolen, null, 0),
        new Family(meter("schedprobe_source"), List.of(new Point(List.of("ebpf"), 1)), null, 0));
  }

  private synchronized void waited(long nanos, int times) {
    latencies.add(LatencyHistogram.bucketOf(nanos), times);
    sum += nanos * times;
  }

  private AtlasPublisher open(URI uri, int batch) {
    return AtlasPublisher.open(
        this::families, uri, STEP, batch, Map.of("nf.app", "shop", "nf.node", "i-1"));
  }

  private static void tell(AtlasPublisher publisher) {
    for (int i = 0; i < 5; i++) {
      publisher.onInterval(Intervals.of(List.of(), List.of()));
    }
  }

  @Test
  void percentilesAreRightForFiftyMicrosecondsAsForFiveSeconds() throws Exception {
    for (long nanos : new long[] {50_000, 1_000_000, 330_000, 5_000_000_000L}) {
      try (AtlasSink sink = new AtlasSink()) {
        AtlasPublisher publisher = open(sink.uri(), 1000);
        waited(nanos, 1000);
        tell(publisher);
        sink.await(s -> s.name().equals(LATENCY) && s.tags().containsKey("percentile"));
        publisher.close();
        long[] counts = new long[PercentileBuckets.length()];
        for (AtlasSink.Sent sent : sink.sent()) {
          String bucket = sent.tags().get("percentile");
          if (sent.name().equals(LATENCY) && bucket != null) {
            assertEquals('T', bucket.charAt(0));
            // Rates per second, of a step of a second.
            counts[Integer.parseInt(bucket.substring(1), 16)] += Math.round(sent.value());
          }
        }
        assertEquals(1000, Arrays.stream(counts).sum());
        double median = PercentileBuckets.percentile(counts, 50);
        double ratio = median / nanos;
        System.out.printf("%d ns: median %.0f ns, ratio %.3f%n", nanos, median, ratio);
        // Atlas's buckets are up to a third wide, the kernel's up to a quarter.
        assertTrue(ratio > 0.7 && ratio < 1.4, nanos + ": " + median);
        assertEquals(1000, total(sink, "count"), 0.5);
        assertEquals(sumOf(nanos), total(sink, "totalTime"), sumOf(nanos) * 1e-6);
      }
      latencies.clear();
      sum = 0;
    }
  }

  private static double sumOf(long nanos) {
    return nanos * 1000 / 1e9;
  }

  private static double total(AtlasSink sink, String statistic) {
    return sink.sent().stream()
        .filter(s -> s.name().equals(LATENCY) && statistic.equals(s.tags().get("statistic")))
        .mapToDouble(AtlasSink.Sent::value)
        .sum();
  }

  @Test
  void countersAreSentAsRatesWithAtlasNamesAndTags() throws Exception {
    try (AtlasSink sink = new AtlasSink();
        AtlasPublisher publisher = open(sink.uri(), 1000)) {
      preemptions = 7;
      tell(publisher);
      AtlasSink.Sent sent =
          sink.await(s -> s.name().equals("scheduler.preemptions") && s.value() > 0).get(0);
      assertEquals(7, sent.value(), 1e-9);
      assertEquals("own", sent.tags().get("preemptedContainer"));
      assertEquals("hog", sent.tags().get("preemptingContainer"));
      assertEquals("shop", sent.tags().get("nf.app"));
      assertEquals("i-1", sent.tags().get("nf.node"));
      assertEquals("count", sent.tags().get("statistic"));
      assertEquals("rate", sent.tags().get("atlas.dstype"));
      AtlasSink.Sent gauge = sink.await(s -> s.name().equals("schedprobe.source")).get(0);
      assertEquals("gauge", gauge.tags().get("atlas.dstype"));
      AtlasSink.Sent neighbor =
          sink.await(s -> s.name().equals("schedprobe.neighborStolenTime")).get(0);
      // Atlas knows no slash in a tag.
      assertEquals("_system.slice_n0.service", neighbor.tags().get("container"));
    }
  }

  @Test
  void whatIsTooMuchForOneBatchIsSentInSeveral() throws Exception {
    neighbors = 95;
    preemptions = 3;
    try (AtlasSink sink = new AtlasSink();
        AtlasPublisher publisher = open(sink.uri(), 20)) {
      tell(publisher);
      sink.awaitRequests(5);
      assertTrue(sink.batches().stream().allMatch(size -> size <= 20), () -> "" + sink.batches());
      long named =
          sink.sent().stream()
              .map(s -> s.tags().get("container"))
              .filter(name -> name != null)
              .distinct()
              .count();
      assertEquals(95, named);
    }
  }

  @Test
  void aServerThatRefusesIsCountedAndTriedAgain() throws Exception {
    for (int status : new int[] {400, 404, 500}) {
      try (AtlasSink sink = new AtlasSink();
          AtlasPublisher publisher = open(sink.uri(), 1000)) {
        sink.answers(status);
        preemptions += 5;
        tell(publisher);
        sink.awaitRequests(2);
        awaitLost(publisher);
        sink.answers(200);
        preemptions += 5;
        tell(publisher);
        sink.await(s -> s.name().equals("scheduler.preemptions") && s.value() > 0);
      }
    }
  }

  @Test
  void aServerThatIsDownBlocksNothingAndIsCounted() throws Exception {
    URI nowhere = URI.create("http://127.0.0.1:" + RealServers.freePort() + "/api/v1/publish");
    try (AtlasPublisher publisher = open(nowhere, 1000)) {
      preemptions = 5;
      tell(publisher);
      awaitLost(publisher);
    }
  }

  private static void awaitLost(AtlasPublisher publisher) throws InterruptedException {
    for (int i = 0; i < 600 && lost(publisher) == 0; i++) {
      Thread.sleep(50);
    }
    assertTrue(lost(publisher) > 0, () -> "" + publisher.families());
  }

  @Test
  void aSlowServerIsSentNothingMoreMeanwhile() throws Exception {
    try (AtlasSink sink = new AtlasSink();
        AtlasPublisher publisher = open(sink.uri(), 1000)) {
      sink.takes(60_000);
      preemptions = 5;
      tell(publisher);
      sink.awaitRequests(1);
      // Spectator gives a request up after five seconds; of the steps in between none may queue.
      sink.awaitRequests(2);
      assertTrue(lost(publisher) > 0, () -> "" + publisher.families());
      assertTrue(value(publisher, Meters.ATLAS_STEPS_MISSED) >= 3, () -> "" + publisher.families());
      long threads =
          Thread.getAllStackTraces().keySet().stream()
              .filter(t -> t.getName().contains("spectator"))
              .count();
      assertTrue(threads <= 6, threads + " threads");
    }
  }

  @Test
  void itsThreadsAreDaemonsAndEndWithIt() throws Exception {
    List<Thread> before = List.copyOf(Thread.getAllStackTraces().keySet());
    List<Thread> more = new ArrayList<>();
    try (AtlasSink sink = new AtlasSink();
        AtlasPublisher publisher = open(sink.uri(), 1000)) {
      tell(publisher);
      sink.awaitRequests(1);
      Thread.getAllStackTraces().keySet().stream()
          .filter(t -> !before.contains(t) && isSpectators(t))
          .forEach(more::add);
      assertTrue(!more.isEmpty());
      assertTrue(more.stream().allMatch(Thread::isDaemon), more::toString);
    }
    for (int i = 0; i < 200 && more.stream().anyMatch(Thread::isAlive); i++) {
      Thread.sleep(50);
    }
    assertEquals(List.of(), more.stream().filter(Thread::isAlive).toList());
  }

  /** But for the one that all registries share, which ends with the agent alone. */
  private static boolean isSpectators(Thread thread) {
    String name = thread.getName().toLowerCase(Locale.ROOT);
    return name.contains("spectator") && !name.contains("gauge-polling");
  }

  private static double lost(AtlasPublisher publisher) {
    return points(publisher, Meters.ATLAS_MEASUREMENTS)
        .filter(point -> !point.labels().get(0).equals("sent"))
        .mapToDouble(Point::value)
        .sum();
  }

  private static double value(AtlasPublisher publisher, Meter meter) {
    return points(publisher, meter).mapToDouble(Point::value).sum();
  }

  private static Stream<Point> points(AtlasPublisher publisher, Meter meter) {
    return publisher.families().stream()
        .filter(family -> family.meter().equals(meter))
        .flatMap(family -> family.points().stream());
  }

  @Test
  void aGaugeThatIsNoMoreIsSentNoMore() {
    DefaultRegistry registry = new DefaultRegistry();
    AtlasMeters meters = new AtlasMeters(registry);
    Meter quota = meter("schedprobe_cpu_quota_cores");
    Gauge gauge = registry.gauge("schedprobe.cpuQuota", "cgroup", "c");
    meters.update(List.of(new Family(quota, List.of(new Point(List.of("c"), 0.5)), null, 0)));
    assertEquals(0.5, gauge.value());
    meters.update(List.of());
    // Which Spectator leaves out.
    assertEquals(Double.NaN, gauge.value());
    meters.update(List.of(new Family(quota, List.of(new Point(List.of("c"), 2)), null, 0)));
    assertEquals(2, gauge.value());
  }
}
