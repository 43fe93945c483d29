package io.schedprobe.atlas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.netflix.spectator.api.DefaultRegistry;
import io.schedprobe.identity.CgroupIdentity;
import io.schedprobe.identity.CgroupNames;
import io.schedprobe.metrics.Family;
import io.schedprobe.metrics.ServiceMetrics;
import io.schedprobe.model.CgroupName;
import io.schedprobe.model.LatencyHistogram;
import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.Onset;
import io.schedprobe.model.QuotaLevel;
import io.schedprobe.model.Quotas;
import io.schedprobe.model.Runner;
import io.schedprobe.model.Share;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.model.Wait;
import io.schedprobe.observe.Intervals;
import io.schedprobe.prometheus.ScrapeEndpoint;
import io.schedprobe.testing.RealServers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How many series one JVM has at the most, which docs/deployment.md reckons with. */
class SeriesTest {
  /** A line of the table: neighbors, series of Prometheus, series of Atlas. */
  private static final Pattern LINE =
      Pattern.compile("^\\| (\\d+)[^|]*\\| ([\\d,]+) \\| ([\\d,]+) \\|$", Pattern.MULTILINE);

  /** Of ten thousand nodes: series and samples a second, of Prometheus and of Atlas. */
  private static final Pattern FLEET =
      Pattern.compile(
          "^\\| (\\d+) \\| ([\\d,]+) \\| ([\\d,]+) \\| ([\\d,]+) \\| ([\\d,]+) \\|$",
          Pattern.MULTILINE);

  private static final LatencyHistogram EVERY_BUCKET = new LatencyHistogram();

  static {
    for (int bucket = 0; bucket < LatencyHistogram.BUCKETS; bucket++) {
      EVERY_BUCKET.add(bucket, 1);
    }
  }

  /** A host full of neighbors and a JVM under a quota, to which all happened that is counted. */
  private static ServiceMetrics metrics(int places) {
    ServiceMetrics metrics =
        new ServiceMetrics(
            new CgroupNames() {
              @Override
              public void learn(CgroupName name) {}

              @Override
              public CgroupIdentity find(long id) {
                return CgroupIdentity.of(id, "/docker/" + "%064x".formatted(id));
              }
            },
            "own",
            places,
            1_000_000,
            name -> name);
    for (Share share : List.of(Share.SELF, Share.SIBLING, Share.KERNEL, Share.IDLE)) {
      Runner by = new Runner(share, "t", "p", 9, 9, 1, 0);
      metrics.onWait(
          new Wait(
              1, 1, 2_000_000, new long[7], 5, 5, 0, 0, Onset.PREEMPTION, "own", by, List.of()));
    }
    List<NeighborUse> neighbors = new ArrayList<>();
    for (int id = 1; id <= 500; id++) {
      neighbors.add(new NeighborUse(id, 1_000_000L * id, 1_000_000L * id));
    }
    ThreadWaits thread =
        new ThreadWaits(1, 1, "t", false, 88, 88_000, 1000, 50, new long[7], EVERY_BUCKET);
    QuotaLevel level =
        new QuotaLevel("/own", true, 50_000_000, 100_000_000, 0, 9, 9, 9_000, 9_000, 9_000);
    for (int i = 0; i < 3; i++) {
      metrics.onInterval(
          Intervals.of(
              i == 0,
              List.of(thread),
              neighbors,
              new Quotas(List.of(level), true),
              Intervals.statistics(i)));
    }
    return metrics;
  }

  private static int prometheus(List<Family> families) throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ScrapeEndpoint endpoint = ScrapeEndpoint.open(any, () -> families, () -> {})) {
      URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + "/metrics");
      String text =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
              .body();
      return (int) text.lines().filter(line -> !line.startsWith("#")).count();
    }
  }

  private static int atlas(List<Family> families) {
    DefaultRegistry registry = new DefaultRegistry();
    new AtlasMeters(registry).update(families);
    return (int) registry.stream().count();
  }

  @Test
  void areAsManyAsTheDocumentsSay() throws Exception {
    String document = Files.readString(RealServers.root().resolve("docs/deployment.md"));
    Map<Integer, List<Integer>> written = new TreeMap<>();
    Map<Integer, List<Integer>> counted = new TreeMap<>();
    Matcher line = LINE.matcher(document);
    while (line.find()) {
      int places = Integer.parseInt(line.group(1));
      written.put(places, List.of(number(line.group(2)), number(line.group(3))));
      List<Family> families = metrics(places).snapshot();
      counted.put(places, List.of(prometheus(families), atlas(families)));
    }
    assertEquals(List.of(0, 5, 20), List.copyOf(written.keySet()));
    assertEquals(counted, written);
    Matcher fleet = FLEET.matcher(document);
    int rows = 0;
    while (fleet.find()) {
      List<Integer> one = counted.get(Integer.parseInt(fleet.group(1)));
      rows++;
      assertEquals(10_000 * one.get(0), number(fleet.group(2)));
      assertEquals(Math.round(10_000 * one.get(0) / 15.0), number(fleet.group(3)));
      assertEquals(10_000 * one.get(1), number(fleet.group(4)));
      assertEquals(Math.round(10_000 * one.get(1) / 60.0), number(fleet.group(5)));
    }
    assertEquals(3, rows);
  }

  private static int number(String text) {
    return Integer.parseInt(text.replace(",", ""));
  }
}
