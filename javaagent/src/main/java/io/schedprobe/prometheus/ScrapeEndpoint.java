package io.schedprobe.prometheus;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.schedprobe.metrics.Family;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * Answers Prometheus at {@code /metrics}. What a scrape costs it costs on a thread of its own, of
 * which there is one.
 */
public final class ScrapeEndpoint implements AutoCloseable {
  private final HTTPServer server;
  private final ExecutorService executor;

  private ScrapeEndpoint(HTTPServer server, ExecutorService executor) {
    this.server = server;
    this.executor = executor;
  }

  /**
   * Begins to answer. To be called on a daemon thread, from which the server's own takes that.
   *
   * @param families what to tell at the moment of a scrape
   * @param onThread run first on the thread that answers
   * @throws IOException if the address cannot be had, in words for a user
   */
  public static ScrapeEndpoint open(
      InetSocketAddress address, Supplier<List<Family>> families, Runnable onThread)
      throws IOException {
    if (address.isUnresolved()) {
      throw new IOException(address.getHostString() + " is no address of this host");
    }
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(new Snapshots(families));
    ExecutorService executor = new AnsweringThread(onThread);
    try {
      HTTPServer server =
          // Else the library would take the port and filters from the host's system properties.
          HTTPServer.builder(PrometheusProperties.builder().build())
              .inetAddress(address.getAddress())
              .port(address.getPort())
              .executorService(executor)
              .registry(registry)
              .buildAndStart();
      return new ScrapeEndpoint(server, executor);
    } catch (IOException | RuntimeException e) {
      executor.shutdownNow();
      throw e;
    }
  }

  /** The port it answers at. */
  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.close();
    executor.shutdownNow();
  }
}
