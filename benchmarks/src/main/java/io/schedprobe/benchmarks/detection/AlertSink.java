package io.schedprobe.benchmarks.detection;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A webhook on loopback. */
final class AlertSink implements AutoCloseable {
  /**
   * An alert that began.
   *
   * @param nanos when it came
   * @param cgroup of the neighbor; null unless there is one
   */
  record Came(long nanos, String alert, String cgroup, String summary) {}

  private final HttpServer server;
  private final List<Came> came = new CopyOnWriteArrayList<>();

  AlertSink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          long now = System.nanoTime();
          byte[] body = exchange.getRequestBody().readAllBytes();
          take(now, new String(body, StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  private void take(long now, String body) throws IOException {
    try {
      JsonObject json = JsonParser.object().from(body);
      if (json.getString("phase").equals("firing")) {
        JsonObject neighbor = json.getObject("neighbor");
        came.add(
            new Came(
                now,
                json.getString("alert"),
                neighbor == null ? null : neighbor.getString("cgroup"),
                json.getString("summary") + ": " + json.getString("details")));
      }
    } catch (JsonParserException e) {
      throw new IOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  List<Came> came() {
    return List.copyOf(came);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
