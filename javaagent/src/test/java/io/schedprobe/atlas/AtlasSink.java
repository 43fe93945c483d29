package io.schedprobe.atlas;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.smile.SmileMapper;

/** Takes what Spectator sends, as an Atlas server would, and decodes it. */
public final class AtlasSink implements AutoCloseable {
  private static final int PATIENCE = 600;

  /** One measurement. */
  public record Sent(String name, Map<String, String> tags, double value) {}

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final List<List<Sent>> batches = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private volatile int status = 200;
  private volatile long delayMillis;
  private int requests;

  public AtlasSink() throws IOException {
    this(0);
  }

  AtlasSink(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/api/v1/publish", this::take);
    server.setExecutor(executor);
    server.start();
  }

  /** Where it takes batches. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1/publish");
  }

  /** From now on it answers so. */
  void answers(int code) {
    status = code;
  }

  /** From now on it takes so long to answer. */
  void takes(long millis) {
    delayMillis = millis;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      int answer = status;
      List<Sent> batch = decode(exchange);
      synchronized (this) {
        requests++;
        if (answer == 200) {
          batches.add(batch);
        }
        notifyAll();
      }
      if (delayMillis > 0) {
        Thread.sleep(delayMillis);
      }
      // As Atlas has it: how many of the batch were not valid.
      String text =
          answer == 400 ? "{\"type\":\"error\",\"errorCount\":" + batch.size() + "}" : "{}";
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      synchronized (this) {
        problems.add(e.toString());
      }
    }
  }

  private static List<Sent> decode(HttpExchange exchange) throws IOException {
    require(exchange, "Content-Encoding", "gzip");
    require(exchange, "Content-Type", "application/x-jackson-smile");
    byte[] body = new GZIPInputStream(exchange.getRequestBody()).readAllBytes();
    JsonNode payload = new SmileMapper().readTree(body);
    Map<String, String> common = tags(payload.get("tags"));
    List<Sent> batch = new ArrayList<>();
    for (JsonNode metric : payload.get("metrics")) {
      Map<String, String> tags = new HashMap<>(common);
      tags.putAll(tags(metric.get("tags")));
      String name = tags.remove("name");
      batch.add(new Sent(name, tags, metric.get("value").doubleValue()));
    }
    return batch;
  }

  private static void require(HttpExchange exchange, String header, String value) {
    String found = exchange.getRequestHeaders().getFirst(header);
    if (!value.equals(found)) {
      throw new IllegalArgumentException(header + " is " + found);
    }
  }

  private static Map<String, String> tags(JsonNode node) {
    Map<String, String> tags = new HashMap<>();
    if (node != null) {
      node.properties().forEach(entry -> tags.put(entry.getKey(), entry.getValue().asString()));
    }
    return tags;
  }

  /** All measurements so far. */
  synchronized List<Sent> sent() {
    if (!problems.isEmpty()) {
      throw new AssertionError(problems.toString());
    }
    List<Sent> all = new ArrayList<>();
    batches.forEach(all::addAll);
    return all;
  }

  /** The sizes of all batches so far. */
  synchronized List<Integer> batches() {
    return batches.stream().map(List::size).toList();
  }

  /** Requests so far, whatever was answered. */
  synchronized int requests() {
    return requests;
  }

  /** Waits for a measurement like that. */
  public List<Sent> await(Predicate<Sent> wanted) throws InterruptedException {
    for (int i = 0; i < PATIENCE; i++) {
      List<Sent> found = sent().stream().filter(wanted).toList();
      if (!found.isEmpty()) {
        return found;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("not among " + sent());
  }

  /** Waits for so many requests more. */
  void awaitRequests(int more) throws InterruptedException {
    int enough = requests() + more;
    for (int i = 0; i < PATIENCE && requests() < enough; i++) {
      Thread.sleep(50);
    }
    if (requests() < enough) {
      throw new AssertionError(requests() + " requests");
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
