package io.schedprobe.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.identity.CgroupIdentity;
import io.schedprobe.identity.CgroupNames;
import io.schedprobe.model.CgroupName;
import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.Onset;
import io.schedprobe.model.QuotaLevel;
import io.schedprobe.model.Quotas;
import io.schedprobe.model.Runner;
import io.schedprobe.model.Share;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.model.Wait;
import io.schedprobe.observe.Interval;
import io.schedprobe.observe.Intervals;
import io.schedprobe.source.SourceStatistics;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ServiceMetricsTest {
  private static final String CONTAINER = "c".repeat(64);

  private final Map<Long, String> paths = new HashMap<>();
  private final ServiceMetrics metrics =
      new ServiceMetrics(
          new CgroupNames() {
            @Override
            public void learn(CgroupName name) {}

            @Override
            public CgroupIdentity find(long id) {
              return CgroupIdentity.of(id, paths.get(id));
            }
          },
          "own",
          3,
          1_000_000,
          name -> name);

  private static Wait preempted(Share kind, long cgroup) {
    Runner by = new Runner(kind, "t", "p", 9, 9, cgroup, 0);
    return new Wait(
        1, 1, 2_000_000, new long[7], 5, 5, 0, 0, Onset.PREEMPTION, "own", by, List.of());
  }

  private void interval(List<ThreadWaits> threads, NeighborUse... neighbors) {
    metrics.onInterval(Intervals.of(threads, List.of(neighbors)));
  }

  private Map<List<String>, Double> values(String meter) {
    Map<List<String>, Double> values = new HashMap<>();
    for (Family family : metrics.snapshot()) {
      if (family.meter().name().equals(meter)) {
        family.points().forEach(point -> values.put(point.labels(), point.value()));
      }
    }
    return values;
  }

  @Test
  void theHistogramHoldsAllWaitsOfAllThreads() {
    interval(List.of(Intervals.thread(1, 0, 500, 50_000), Intervals.thread(2, 0, 5_000_000_000L)));
    interval(List.of(Intervals.thread(1, 0, 50_000)));
    Family latency = metrics.snapshot().get(0);
    assertEquals(Meters.LATENCY, latency.meter());
    assertEquals(4, latency.histogram().count());
    assertEquals(5_000_100_500L, latency.sumNanos());
    assertEquals(4, values("schedprobe_waits").get(List.of()));
    assertEquals(5.0001005, values("schedprobe_wait_seconds").get(List.of("external")), 1e-9);
  }

  @Test
  void preemptionsByAllSumToAllPreemptionsAnIntervalLater() {
    paths.put(7L, "/docker/" + CONTAINER);
    metrics.onWait(preempted(Share.EXTERNAL, 7));
    metrics.onWait(preempted(Share.EXTERNAL, 7));
    metrics.onWait(preempted(Share.SELF, 1));
    metrics.onWait(preempted(Share.KERNEL, 1));
    interval(List.of(Intervals.thread(1, 10, 500)));
    assertEquals(0, values("scheduler_preemptions").get(List.of("own", "unnamed")));
    interval(List.of());
    Map<List<String>, Double> counts = values("scheduler_preemptions");
    assertEquals(2, counts.get(List.of("own", CONTAINER)));
    assertEquals(1, counts.get(List.of("own", "self")));
    assertEquals(1, counts.get(List.of("own", "kernel")));
    assertEquals(6, counts.get(List.of("own", "unnamed")));
    assertEquals(10, counts.values().stream().mapToDouble(d -> d).sum());
  }

  @Test
  void aNeighborIsCalledByItsContainerElseByItsPathAndItsCgroupsAreOne() {
    paths.put(1L, "/docker/" + CONTAINER);
    paths.put(2L, "/docker/" + CONTAINER + "/below");
    paths.put(3L, "/system.slice/cron.service");
    interval(
        List.of(),
        new NeighborUse(1, 1_000_000_000, 2_000_000_000),
        new NeighborUse(2, 1_000_000_000, 2_000_000_000),
        new NeighborUse(3, 500_000_000, 500_000_000),
        new NeighborUse(4, 250_000_000, 250_000_000));
    assertEquals(2, values("schedprobe_neighbor_cpu_seconds").get(List.of(CONTAINER)));
    Map<List<String>, Double> stolen = values("schedprobe_neighbor_stolen_seconds");
    assertEquals(4, stolen.get(List.of(CONTAINER)));
    assertEquals(0.5, stolen.get(List.of("/system.slice/cron.service")));
    assertEquals(0.25, stolen.get(List.of("unknown")));
    assertTrue(
        values("schedprobe_neighbor_info").keySet().stream()
            .anyMatch(labels -> labels.get(0).equals(CONTAINER) && labels.get(3).equals("docker")),
        () -> values("schedprobe_neighbor_info").toString());
  }

  @Test
  void seriesAreBoundedAndTheirSumIsWholeHoweverManyNeighborsThereAre() {
    for (long id = 0; id < 500; id++) {
      paths.put(id, "/n" + id);
    }
    long sum = 0;
    for (int i = 0; i < 30; i++) {
      NeighborUse[] uses = new NeighborUse[500];
      for (int id = 0; id < uses.length; id++) {
        uses[id] = new NeighborUse(id, 1_000_000, 1_000_000);
        sum += 1_000_000;
      }
      interval(List.of(), uses);
    }
    Map<List<String>, Double> stolen = values("schedprobe_neighbor_stolen_seconds");
    assertEquals(4, stolen.size());
    assertEquals(sum / 1e9, stolen.values().stream().mapToDouble(d -> d).sum(), 1e-9);
    assertEquals(3, values("schedprobe_neighbors").get(List.of("own")));
    assertEquals(497, values("schedprobe_neighbors").get(List.of("other")));
  }

  @Test
  void aLargeNeighborThatComesLateGetsSeriesOfItsOwn() {
    for (long id = 0; id < 4; id++) {
      paths.put(id, "/n" + id);
    }
    for (int i = 0; i < 130; i++) {
      interval(
          List.of(),
          new NeighborUse(0, 1000, 1000),
          new NeighborUse(1, 1000, 1100),
          new NeighborUse(2, 1000, 1200),
          new NeighborUse(3, 1000, 9000));
    }
    Set<List<String>> named = values("schedprobe_neighbor_stolen_seconds").keySet();
    assertTrue(named.contains(List.of("/n3")), named::toString);
    assertTrue(!named.contains(List.of("/n0")), named::toString);
    assertEquals(1, values("schedprobe_neighbor_series_ended").get(List.of()));
  }

  @Test
  void countersNeverShrinkThoughSourcesComeAndGo() {
    Random random = new Random(3);
    for (long id = 0; id < 8; id++) {
      paths.put(id, "/n" + id);
    }
    Map<String, Double> last = new HashMap<>();
    long tally = 0;
    for (int i = 0; i < 300; i++) {
      boolean first = random.nextInt(20) == 0;
      tally = first ? random.nextInt(3) : tally + random.nextInt(4);
      metrics.onWait(preempted(Share.values()[random.nextInt(Share.COUNT)], random.nextInt(8)));
      metrics.onInterval(
          Intervals.of(
              first,
              List.of(Intervals.thread(1, random.nextInt(5), random.nextInt(100_000))),
              List.of(new NeighborUse(random.nextInt(8), 1000, random.nextInt(100_000))),
              null,
              Intervals.statistics(tally)));
      for (Family family : metrics.snapshot()) {
        if (family.meter().kind() == Meter.Kind.COUNTER) {
          for (Point point : family.points()) {
            String series = family.meter().name() + point.labels();
            Double before = last.put(series, point.value());
            assertTrue(
                before == null || point.value() >= before || isNew(point),
                series + " " + before + " > " + point.value());
          }
        }
      }
    }
  }

  /** A neighbor that lost its series and got one again begins anew. */
  private boolean isNew(Point point) {
    return point.labels().stream().anyMatch(label -> label.startsWith("/n"))
        && values("schedprobe_neighbor_series_ended").get(List.of()) > 0;
  }

  @Test
  void whatASourceCountedBeforeItWasOpenedAnewIsKept() {
    metrics.onInterval(Intervals.of(true, List.of(), List.of(), null, Intervals.statistics(40)));
    metrics.onInterval(Intervals.of(false, List.of(), List.of(), null, Intervals.statistics(50)));
    metrics.onInterval(Intervals.of(true, List.of(), List.of(), null, Intervals.statistics(5)));
    assertEquals(55, values("schedprobe_losses").get(List.of("dropped")));
    assertEquals(2, values("schedprobe_source_opened").get(List.of()));
  }

  /** A counter that is added to the source must be exported, too. */
  @Test
  void everyTallyOfTheSourceIsExported() throws Exception {
    Map<String, String> elsewhere =
        Map.of(
            "waits", "schedprobe_waits",
            "emitted", "schedprobe_records",
            "ringLostBytes", "schedprobe_ring_lost_bytes",
            "ringBytes", "schedprobe_ring_size_bytes",
            "ringUsedBytes", "schedprobe_ring_used_bytes",
            "kernelMemoryBytes", "schedprobe_kernel_memory_bytes",
            "programs", "schedprobe_program_seconds");
    metrics.onInterval(Intervals.of(true, List.of(), List.of(), null, Intervals.statistics(3)));
    Set<String> missing = new TreeSet<>();
    for (RecordComponent tally : SourceStatistics.class.getRecordComponents()) {
      String name = tally.getName();
      String snake = name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      boolean time = snake.endsWith("_nanos");
      Map<List<String>, Double> losses =
          values(time ? "schedprobe_lost_seconds" : "schedprobe_losses");
      String loss = time ? snake.substring(0, snake.length() - "_nanos".length()) : snake;
      if (!elsewhere.containsKey(name) && !losses.containsKey(List.of(loss))) {
        missing.add(name);
      }
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void aQuotasTalliesAreTheKernels() {
    metrics.onInterval(quota(100, 20, 5_000_000_000L));
    metrics.onInterval(quota(150, 45, 6_000_000_000L));
    assertEquals(0.5, values("schedprobe_cpu_quota_cores").get(List.of("/own")));
    assertEquals(150, values("schedprobe_cpu_quota_periods").get(List.of("/own")));
    assertEquals(45, values("schedprobe_cpu_quota_throttled_periods").get(List.of("/own")));
    assertEquals(6, values("schedprobe_cpu_quota_throttled_seconds").get(List.of("/own")));
  }

  private static Interval quota(long periods, long throttled, long nanos) {
    QuotaLevel level =
        new QuotaLevel(
            "/own", true, 50_000_000, 100_000_000, -1, periods, throttled, nanos, -1, -1);
    return Intervals.of(
        false, List.of(), List.of(), new Quotas(List.of(level), true), Intervals.statistics(0));
  }

  @Test
  void alertsAreCountedByContainerAndTypeAndBounded() {
    metrics.alert("a", "neighbor");
    metrics.alert("a", "neighbor");
    metrics.alert("", "quota");
    for (int i = 0; i < 1000; i++) {
      metrics.alert("n" + i, "neighbor");
    }
    Map<List<String>, Double> alerts = values("noisy_neighbor_alerts");
    assertEquals(2, alerts.get(List.of("a", "neighbor")));
    assertEquals(1, alerts.get(List.of("", "quota")));
    assertTrue(alerts.size() <= 65, alerts.size() + " series");
    assertEquals(1003, alerts.values().stream().mapToDouble(d -> d).sum());
  }

  @Test
  void everyMeterIsDocumented() throws Exception {
    String text = Files.readString(Path.of("../docs/metrics.md"));
    List<String> missing = new ArrayList<>();
    for (Meter meter : Meters.all()) {
      String name = meter.kind() == Meter.Kind.COUNTER ? meter.name() + "_total" : meter.name();
      String atlas = meter.atlasName() == null ? "–" : "`" + meter.atlasName() + "`";
      if (text.lines().noneMatch(l -> l.contains("`" + name + "`") && l.contains(atlas))) {
        missing.add(name + " " + atlas);
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void ownNameIsTheContainersOrTheHostsWhereANamespaceHidesIt() {
    assertEquals(CONTAINER, ServiceMetrics.ownName("/docker/" + CONTAINER, "shop-1", name -> name));
    assertEquals("/a.slice", ServiceMetrics.ownName("/a.slice", "shop-1", name -> name));
    assertEquals("shop-1", ServiceMetrics.ownName("/", "shop-1", name -> name));
  }
}
