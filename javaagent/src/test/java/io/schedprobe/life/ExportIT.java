package io.schedprobe.life;

import static io.schedprobe.testing.JavaProcess.agent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.schedprobe.atlas.AtlasSink;
import io.schedprobe.testing.JavaProcess;
import io.schedprobe.testing.RealServers;
import io.schedprobe.testing.RequireBpf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The exporters in a service that records nothing: they come, serve, stay silent, and go. */
@Timeout(240)
class ExportIT {
  private static final int PATIENCE = 600;

  private static final Pattern OURS =
      Pattern.compile(
          "(unloading class )?((?:io\\.schedprobe|com\\.netflix|io\\.prometheus|org\\.slf4j)\\.\\S+)");

  @TempDir private Path directory;

  @BeforeEach
  void requireBpf() {
    RequireBpf.orAbort();
  }

  private static String awaitScrape(int port, String wanted) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
    String last = "";
    for (int i = 0; i < PATIENCE && !last.contains(wanted); i++) {
      try {
        last = client.send(request, BodyHandlers.ofString()).body();
      } catch (IOException e) {
        last = e.toString();
      }
      Thread.sleep(50);
    }
    assertTrue(last.contains(wanted), last);
    return last;
  }

  /** A server that takes whatever is posted to it. */
  private static HttpServer sink(BlockingQueue<Integer> sizes) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          sizes.add(exchange.getRequestBody().readAllBytes().length);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void everythingEndsWithTheAgentAndItsClassesAreCollected() throws Exception {
    int port = RealServers.freePort();
    BlockingQueue<Integer> sizes = new LinkedBlockingQueue<>();
    HttpServer atlas = sink(sizes);
    Path log = directory.resolve("classes.log");
    String uri = "http://127.0.0.1:" + atlas.getAddress().getPort() + "/api/v1/publish";
    try (ServiceProcess service =
        ServiceProcess.start(
            agent("prometheus=" + port + ",atlas=" + uri + ",atlas-step=1s"),
            "-XX:+EnableDynamicAgentLoading",
            "-Xlog:class+load,class+unload:file=" + log + ":none")) {
      service.awaitAgent();
      awaitScrape(port, "scheduler_process_latency_microseconds_bucket");
      assertTrue(sizes.poll(60, TimeUnit.SECONDS) != null, "nothing came to Atlas");
      awaitScrape(port, "schedprobe_atlas_measurements_total{result=\"sent\"}");
      assertTrue(left(log).stream().anyMatch(name -> name.startsWith("com.netflix.")));
      service.command("detach");
      KernelObjects.awaitNothingHeldBy(service.pid());
      try (ServerSocket free = new ServerSocket()) {
        free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      }
      for (int i = 0; i < 100 && !left(log).isEmpty(); i++) {
        service.command("jcmd", "GC.run");
        Thread.sleep(100);
      }
      assertEquals(Set.of(), left(log));
      assertEquals(List.of(), ourThreads(service.pid()));
      service.end();
      assertEquals(List.of(), service.err());
      assertEquals("ready", service.out().get(0));
    } finally {
      atlas.stop(0);
    }
  }

  /** Without the host in its tags all JVMs of a service would be one series in Atlas. */
  @Test
  void whatAtlasGetsIsOfThisHostAndSaysWhatBecameOfItself() throws Exception {
    try (AtlasSink sink = new AtlasSink();
        ServiceProcess service =
            ServiceProcess.start(
                agent("atlas=" + sink.uri() + ",atlas-step=1s,atlas-tags=nf.app:shop"))) {
      service.awaitAgent();
      AtlasSink.Sent sent =
          sink.await(
                  s ->
                      s.name().equals("schedprobe.atlasMeasurements")
                          && "sent".equals(s.tags().get("result"))
                          && s.value() > 0)
              .get(0);
      assertEquals(
          Files.readString(Path.of("/proc/sys/kernel/hostname")).strip(),
          sent.tags().get("nf.node"));
      assertEquals("shop", sent.tags().get("nf.app"));
      service.end();
      assertEquals(List.of(), service.err());
    }
  }

  /** Classes that were loaded and not unloaded since, but for those that the class path shows. */
  private static Set<String> left(Path log) throws IOException {
    Set<String> left = new TreeSet<>();
    for (String line : Files.readAllLines(log)) {
      Matcher matcher = OURS.matcher(line);
      if (matcher.lookingAt()) {
        String name = matcher.group(2);
        boolean visible =
            name.startsWith("io.schedprobe.boot.") || name.startsWith("io.schedprobe.life.");
        if (matcher.group(1) != null) {
          left.remove(name);
        } else if (!visible) {
          left.add(name);
        }
      }
    }
    return left;
  }

  private static List<String> ourThreads(long pid) throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return tasks
          .map(ExportIT::comm)
          .filter(
              name ->
                  name.startsWith("schedprobe")
                      || name.startsWith("spectator")
                      || name.startsWith("HTTP-Dispatcher"))
          .toList();
    }
  }

  private static String comm(Path task) {
    try {
      return Files.readString(task.resolve("comm")).strip();
    } catch (IOException e) {
      return ""; // It ended since it was listed.
    }
  }

  @Test
  void nothingOfItIsLoadedUnlessItIsAskedFor() throws Exception {
    Path log = directory.resolve("classes.log");
    try (ServiceProcess service =
        ServiceProcess.start(agent(""), "-Xlog:class+load:file=" + log + ":none")) {
      service.awaitAgent();
      service.tell("start all", ServiceProcess.onlyWaitsOver("0ns"));
      KernelObjects.awaitAttached(service.pid());
      service.end();
    }
    Set<String> loaded = left(log);
    assertTrue(!loaded.isEmpty());
    assertEquals(
        List.of(), loaded.stream().filter(name -> !name.startsWith("io.schedprobe.")).toList());
    assertEquals(
        List.of(),
        loaded.stream()
            .filter(name -> name.matches("io\\.schedprobe\\.(metrics|prometheus|atlas)\\..*"))
            .toList());
  }

  @Test
  void aServiceThatEndsIsNotHeldUp() throws Exception {
    int port = RealServers.freePort();
    String nowhere = "http://127.0.0.1:" + RealServers.freePort() + "/";
    try (ServiceProcess service =
        ServiceProcess.start(
            agent("prometheus=" + port + ",atlas=" + nowhere + ",atlas-step=1s"))) {
      awaitScrape(port, "schedprobe_waits_total");
      service.end();
      assertEquals(List.of(), service.err());
    }
  }

  @Test
  void anAddressThatCannotBeHadIsToldInOneLineAndTheAgentGoesOn() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServiceProcess service =
            ServiceProcess.start(agent("prometheus=" + taken.getLocalPort()))) {
      service.awaitAgent();
      KernelObjects.awaitAttached(service.pid());
      service.end();
      assertEquals(1, service.err().size(), () -> "" + service.err());
      assertTrue(
          service.err().get(0).startsWith("schedprobe: Prometheus is not answered at"),
          () -> "" + service.err());
    }
  }

  /**
   * A host with the same libraries in other versions and with settings for them keeps them, and the
   * agent has its own.
   */
  @Test
  void theHostsOwnClientsAreNotTouched() throws Exception {
    int port = RealServers.freePort();
    BlockingQueue<Integer> sizes = new LinkedBlockingQueue<>();
    HttpServer atlas = sink(sizes);
    String uri = "http://127.0.0.1:" + atlas.getAddress().getPort() + "/api/v1/publish";
    List<Path> clients;
    try (Stream<Path> files = Files.list(Path.of("target/host-clients"))) {
      clients = files.toList();
    }
    assertEquals(2, clients.size(), clients::toString);
    StringBuilder classPath = new StringBuilder("target/test-classes");
    clients.forEach(file -> classPath.append(':').append(file));
    try (JavaProcess host =
        JavaProcess.start(
            agent("prometheus=" + port + ",atlas=" + uri + ",atlas-step=1s"),
            "-Dio.prometheus.exporter.http_server.port=" + RealServers.freePort(),
            "-Dio.prometheus.exporter.filter.metric_name_must_start_with=host_",
            "-cp",
            classPath.toString(),
            ServiceClients.class.getName())) {
      String before = host.await("clients ");
      awaitScrape(port, "schedprobe_waits_total");
      assertTrue(sizes.poll(60, TimeUnit.SECONDS) != null, "nothing came to Atlas");
      host.send("again");
      String after = host.await("again ");
      assertEquals(before, after);
      assertTrue(after.contains("prometheus-metrics-model-1.3.6.jar"), after);
      assertTrue(after.contains("spectator-api-1.8.0.jar"), after);
      host.endInput();
      assertEquals(0, host.exitStatus());
      assertEquals(List.of(), host.err());
    } finally {
      atlas.stop(0);
    }
  }
}
