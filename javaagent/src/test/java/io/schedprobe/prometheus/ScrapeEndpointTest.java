package io.schedprobe.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.metrics.Family;
import io.schedprobe.metrics.Meter;
import io.schedprobe.metrics.Meters;
import io.schedprobe.metrics.Point;
import io.schedprobe.model.LatencyHistogram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScrapeEndpointTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final List<Family> families = new ArrayList<>();

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            BodyHandlers.ofString());
  }

  private static Meter meter(String name) {
    return Meters.all().stream().filter(m -> m.name().equals(name)).findAny().orElseThrow();
  }

  private String scrape() throws Exception {
    try (ScrapeEndpoint endpoint = ScrapeEndpoint.open(ANY, () -> families, () -> {})) {
      HttpResponse<String> answer = get(endpoint.port(), "/metrics");
      assertEquals(200, answer.statusCode(), answer.body());
      return answer.body();
    }
  }

  @Test
  void everyLatencyIsBelowABoundThatIsLessThanTwiceAsMuch() throws Exception {
    long[] latencies = {9_000, 50_000, 100_000, 1_000_000, 70_000_000, 5_000_000_000L};
    LatencyHistogram histogram = new LatencyHistogram();
    long sum = 0;
    for (long latency : latencies) {
      histogram.add(LatencyHistogram.bucketOf(latency), 1);
      sum += latency;
    }
    String name = "scheduler_process_latency_microseconds";
    families.add(new Family(meter(name), List.of(), histogram, sum));
    String text = scrape();
    TreeMap<Double, Double> buckets = new TreeMap<>();
    text.lines()
        .filter(line -> line.startsWith(name + "_bucket{le=\""))
        .forEach(
            line -> {
              String bound = line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
              double le =
                  bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
              buckets.put(le, Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
            });
    assertEquals(41, buckets.size(), text);
    assertEquals(6.0, buckets.lastEntry().getValue());
    for (int i = 0; i < latencies.length; i++) {
      double micros = latencies[i] / 1000.0;
      // Cumulative: the first bound above a latency counts it and all shorter ones.
      assertEquals(i + 1.0, buckets.higherEntry(micros).getValue(), latencies[i] + " ns");
      assertEquals((double) i, buckets.lowerEntry(micros).getValue(), latencies[i] + " ns");
      assertTrue(buckets.higherKey(micros) / buckets.lowerKey(micros) <= 1.5 + 1e-9);
    }
    assertTrue(text.contains(name + "_sum " + sum / 1000.0), text);
    assertTrue(text.contains(name + "_count 6"), text);
  }

  @Test
  void countersHaveTheirSuffixAndHostileLabelsAreEscaped() throws Exception {
    families.add(
        new Family(
            meter("scheduler_preemptions"),
            List.of(new Point(List.of("own", "a\"b\\c\nd"), 3)),
            null,
            0));
    families.add(
        new Family(
            meter("schedprobe_neighbor_info"),
            List.of(new Point(List.of("c", "n", "p", "docker", "/docker/c"), 1)),
            null,
            0));
    String text = scrape();
    assertTrue(
        text.contains(
            "scheduler_preemptions_total{preempted_container=\"own\","
                + "preempting_container=\"a\\\"b\\\\c\\nd\"} 3"),
        text);
    assertTrue(
        text.contains("schedprobe_neighbor_info{cgroup=\"/docker/c\",container=\"c\""), text);
    assertTrue(text.contains("# TYPE scheduler_preemptions_total counter"), text);
  }

  @Test
  void anAddressInUseIsRefusedAndAClosedOneIsFree() throws Exception {
    int port;
    try (ScrapeEndpoint endpoint = ScrapeEndpoint.open(ANY, () -> families, () -> {})) {
      port = endpoint.port();
      InetSocketAddress same = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      assertThrows(IOException.class, () -> ScrapeEndpoint.open(same, () -> families, () -> {}));
    }
    InetSocketAddress same = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    ScrapeEndpoint.open(same, () -> families, () -> {}).close();
  }

  @Test
  void anUnknownHostIsToldInWords() {
    InetSocketAddress nowhere = InetSocketAddress.createUnresolved("no.such.host.invalid", 1);
    IOException refusal =
        assertThrows(
            IOException.class, () -> ScrapeEndpoint.open(nowhere, () -> families, () -> {}));
    assertTrue(refusal.getMessage().contains("no.such.host.invalid"), refusal::toString);
  }

  @Test
  void whatFailsIsAnErrorToTheScraperAndTheNextScrapeIsWell() throws Exception {
    boolean[] broken = {true};
    try (ScrapeEndpoint endpoint =
        ScrapeEndpoint.open(
            ANY,
            () -> {
              if (broken[0]) {
                throw new IllegalStateException("broken");
              }
              return families;
            },
            () -> {})) {
      assertEquals(500, get(endpoint.port(), "/metrics").statusCode());
      broken[0] = false;
      assertEquals(200, get(endpoint.port(), "/metrics").statusCode());
    }
  }

  @Test
  void aCallerThatSendsHalfARequestDoesNotHoldUpTheOthersForLong() throws Exception {
    try (ScrapeEndpoint endpoint = ScrapeEndpoint.open(ANY, () -> families, () -> {});
        Socket half = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
      half.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost:".getBytes(UTF_8));
      half.getOutputStream().flush();
      Thread.sleep(AnsweringThread.LONGEST_NANOS / 1_000_000 + 500);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + "/metrics"))
              .timeout(Duration.ofSeconds(60))
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      assertEquals(200, answer.statusCode());
      assertEquals(200, get(endpoint.port(), "/metrics").statusCode());
    }
  }

  @Test
  void itsThreadsAreDaemonsAndEndWithIt() throws Exception {
    try (ScrapeEndpoint endpoint = ScrapeEndpoint.open(ANY, () -> families, () -> {})) {
      get(endpoint.port(), "/metrics");
      assertTrue(ours().stream().allMatch(Thread::isDaemon));
      assertTrue(!ours().isEmpty());
    }
    for (int i = 0; i < 100 && !ours().isEmpty(); i++) {
      Thread.sleep(50);
    }
    assertEquals(List.of(), ours());
  }

  private static List<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().equals("schedprobe-scrape"))
        .toList();
  }
}
