package io.schedprobe.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Prices an option per request on a fixed pool of workers. Listens on the loopback only. */
public final class PriceService {
  private static final int WORKERS = 6;
  private static final int PATHS = 40_000;
  private static final CallOption OPTION = new CallOption(100, 105, 0.02, 0.3, 0.5);

  private final HttpServer server;
  private final ExecutorService workers;
  private final AtomicLong seed = new AtomicLong();

  PriceService() throws IOException {
    // Else every answer waits for the client's delayed acknowledgement: 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicInteger number = new AtomicInteger();
    workers =
        Executors.newFixedThreadPool(
            WORKERS, task -> new Thread(task, "price-worker-" + number.incrementAndGet()));
    server.setExecutor(workers);
    server.createContext("/price", this::price);
  }

  /**
   * Serves until it is told to end by a signal.
   *
   * @param arguments one: the file into which to write the port, once connections are accepted
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: PriceService <file for the port>");
      System.exit(2);
    }
    PriceService service = new PriceService();
    Runtime.getRuntime().addShutdownHook(new Thread(service::stop, "stop"));
    service.start();
    publish(service.port(), Path.of(arguments[0]));
  }

  void start() {
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Lets the requests in hand end, for at most a second each step. */
  void stop() {
    workers.shutdown();
    try {
      if (!workers.awaitTermination(1, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
  }

  private void price(HttpExchange exchange) throws IOException {
    try (exchange) {
      double price = OPTION.price(PATHS, seed.incrementAndGet());
      byte[] body = String.format(Locale.ROOT, "%.4f%n", price).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Moved into place whole, so that a reader never sees half a number. */
  private static void publish(int port, Path file) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    Files.writeString(partial, port + "\n");
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
