package io.schedprobe.alert;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real HTTP server on loopback that answers as it is told and keeps what it was sent. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<String> bodies = new ArrayBlockingQueue<>(1000);
  private volatile int status;

  Receiver(int status) throws IOException {
    this.status = status;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          int answer = this.status; // who takes the body may change it for the next
          bodies.add(exchange.getRequestURI().getPath() + " " + body);
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    server.start();
  }

  void answer(int other) {
    status = other;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** The path and the body of the next request. */
  String next() throws InterruptedException {
    String body = bodies.poll(60, TimeUnit.SECONDS);
    if (body == null) {
      throw new AssertionError("nothing came");
    }
    return body;
  }

  int left() {
    return bodies.size();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
