package io.schedprobe.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.testing.CpuCgroup;
import io.schedprobe.testing.Documented;
import io.schedprobe.testing.Hog;
import io.schedprobe.testing.Promql;
import io.schedprobe.testing.RealServers;
import io.schedprobe.testing.RequireBpf;
import io.schedprobe.testing.RunDelay;
import io.schedprobe.testing.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus scrapes a traced JVM beside a noisy neighbor, a real Alertmanager gets its
 * alerts. What Prometheus answers is compared with the kernel's own account and with the recording.
 */
@Timeout(400)
class PrometheusIT {
  private static final String LATENCY = "scheduler_process_latency_microseconds";

  @TempDir private Path directory;

  @Test
  void whatPrometheusAnswersAgreesWithTheKernelAndWithTheRecording() throws Exception {
    RequireBpf.orAbort();
    int port = RealServers.freePort();
    Path rules = RealServers.root().resolve("deploy/prometheus/schedprobe-rules.yml");
    try (ServerProcess alertmanager = ServerProcess.alertmanager(directory);
        ServerProcess prometheus = ServerProcess.prometheus(directory, port, List.of(rules));
        CpuCgroup own = CpuCgroup.create("own");
        CpuCgroup other = CpuCgroup.create("other");
        TracedJvm jvm =
            TracedJvm.start(
                directory,
                ",prometheus="
                    + port
                    + ",detect,alert-log=false,alert-duration=2s,alertmanager="
                    + alertmanager.base(),
                TracedJvm.in(own, "0-1"),
                "100us",
                20_000,
                20_000,
                20_000);
        Hog hog = Hog.on("0", other)) {
      for (int tid : jvm.tids()) {
        Affinity.pin(tid, 0);
      }
      Promql promql = new Promql(prometheus);
      promql.await(LATENCY + "_sum");
      Thread.sleep(3000);
      double exportedBefore = promql.one(LATENCY + "_sum");
      long delayBefore = RunDelay.sum(jvm.pid());
      jvm.go();
      Thread.sleep(6000);
      own.quota(30_000);
      assertTrue(hog.cpuNanos() > 0);
      awaitQuota(promql);
      everyQueryOfTheDashboardHasAnAnswer(promql, own);
      rulesAreInForce(prometheus);
      everyQueryOfTheDocumentsHasAnAnswer(promql);
      alertIsWithAlertmanager(alertmanager, other);
      theFirstAlertIsSeenByWhoAsksPrometheus(promql);
      own.quota(-1);
      jvm.stop();
      // The quota is looked at every fifth interval.
      Thread.sleep(8000);
      compare(
          "run delay by schedstat",
          RunDelay.sum(jvm.pid()) - delayBefore,
          1000 * (promql.one(LATENCY + "_sum") - exportedBefore),
          0.02);
      compare(
          "throttled time by cpu.stat",
          own.throttledNanos(),
          1e9
              * promql.one(
                  "schedprobe_cpu_quota_throttled_seconds_total{cgroup=\"" + own.path() + "\"}"),
          0.001);
      Recorded recorded = jvm.end();
      agreesWithRecording(promql, recorded, other);
      countersNeverShrank(promql);
    }
  }

  private static void awaitQuota(Promql promql) throws Exception {
    promql.await("schedprobe_cpu_quota_throttled_periods_total > 10");
    promql.await("rate(schedprobe_cpu_quota_throttled_periods_total[10s]) > 0");
  }

  /** But for those about pressure where the kernel tells none: on a v1 hierarchy. */
  private static void everyQueryOfTheDashboardHasAnAnswer(Promql promql, CpuCgroup own)
      throws Exception {
    List<String> queries =
        Dashboard.queries(RealServers.root().resolve("deploy/grafana/schedprobe.json"));
    assertTrue(queries.size() >= 25, queries.size() + " queries");
    for (String query : queries) {
      if (query.contains("schedprobe_cpu_pressure_") && !own.tellsPressure()) {
        assertEquals(Map.of(), promql.ask(query), query);
      } else {
        promql.await(query);
      }
    }
  }

  private static void everyQueryOfTheDocumentsHasAnAnswer(Promql promql) throws Exception {
    List<String> queries = Documented.queries("promql");
    assertTrue(queries.size() >= 9, queries.size() + " queries");
    for (String query : queries) {
      promql.await(query);
    }
  }

  private static void rulesAreInForce(ServerProcess prometheus) throws Exception {
    String answer = prometheus.get("/api/v1/rules");
    assertTrue(answer.contains("SchedprobeNoisyNeighbor"), answer);
    assertFalse(answer.contains("\"health\":\"err\""), answer);
    new Promql(prometheus).await("instance:" + LATENCY + ":p99_5m > 500");
  }

  private static void alertIsWithAlertmanager(ServerProcess alertmanager, CpuCgroup other)
      throws Exception {
    String answer = "";
    for (int i = 0; i < 300 && !answer.contains(other.name()); i++) {
      answer = alertmanager.get("/api/v2/alerts");
      Thread.sleep(100);
    }
    assertTrue(answer.contains("\"alertname\":\"NoisyNeighbor\""), answer);
    assertTrue(answer.contains(other.name()), answer);
  }

  /** Though the series of an alert is not there before it. */
  private static void theFirstAlertIsSeenByWhoAsksPrometheus(Promql promql) throws Exception {
    List<String> queries =
        Dashboard.queries(RealServers.root().resolve("deploy/grafana/schedprobe.json")).stream()
            .filter(query -> query.contains("noisy_neighbor_alerts_total"))
            .toList();
    assertEquals(1, queries.size(), queries::toString);
    promql.await(queries.get(0) + " >= 1");
    promql.await("ALERTS{alertname=\"SchedprobeAlerted\", alertstate=\"firing\"}");
  }

  private static void agreesWithRecording(Promql promql, Recorded recorded, CpuCgroup other)
      throws Exception {
    compare(
        "waits of all threads in the recording",
        recorded.all("ThreadRunQueue").stream().mapToLong(e -> e.getLong("total")).sum(),
        1000 * last(promql, LATENCY + "_sum"),
        0.02);
    compare(
        "number of waits in the recording",
        recorded.all("ThreadRunQueue").stream().mapToLong(e -> e.getInt("waits")).sum(),
        last(promql, LATENCY + "_count"),
        // The JVM's own threads go on waiting, often and shortly, between the last scrape and its
        // end.
        0.05);
    compare(
        "preemptions in the recording",
        recorded.all("ThreadRunQueue").stream().mapToLong(e -> e.getInt("preemptions")).sum(),
        last(promql, "scheduler_preemptions_total"),
        0.1);
    compare(
        "stolen time in the recording",
        recorded.all("Neighbor").stream()
            .filter(e -> String.valueOf(e.getString("cgroup")).endsWith(other.name()))
            .mapToLong(e -> e.getLong("stalledTime"))
            .sum(),
        1e9
            * last(
                promql,
                "schedprobe_neighbor_stolen_seconds_total{container=~\".*" + other.name() + "\"}"),
        0.02);
    assertEquals(0, last(promql, "schedprobe_observer_failures_total"));
    for (String share : Stall.SHARES) {
      long nanos = recorded.all("ThreadRunQueue").stream().mapToLong(e -> e.getLong(share)).sum();
      double exported = last(promql, "schedprobe_wait_seconds_total{share=\"" + share + "\"}");
      System.out.printf(
          "share %s: %.6f s recorded, %.6f s exported%n", share, nanos / 1e9, exported);
      assertEquals(nanos / 1e9, exported, 0.02 * nanos / 1e9 + 0.01, share);
    }
  }

  /** The last values that were scraped, summed. */
  private static double last(Promql promql, String series) throws Exception {
    return promql.one("sum(last_over_time(" + series + "[5m]))");
  }

  private static void countersNeverShrank(Promql promql) throws Exception {
    String counters = "{__name__=~\"(sched|noisy).+(_total|_bucket|_sum|_count)\"}";
    // One at a time: of several, those with the same labels could not be told apart.
    Set<Map<String, String>> names =
        promql.ask("count by (__name__) (last_over_time(" + counters + "[5m]))").keySet();
    assertTrue(names.size() > 10, names::toString);
    for (Map<String, String> name : names) {
      String query = "resets(" + name.get("__name__") + "[5m]) > 0";
      assertEquals(Map.of(), promql.ask(query), query);
    }
  }

  private static void compare(String oracle, long truth, double exported, double tolerance) {
    String told =
        "%s: %d, exported %.0f, ratio %.6f".formatted(oracle, truth, exported, exported / truth);
    System.out.println(told);
    assertTrue(truth > 0, told);
    assertEquals(1, exported / truth, tolerance, told);
  }
}
