package io.schedprobe.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at random moments with a fixed mean rate, whether or not earlier ones were answered.
 *
 * <p>A latency counts from the moment the request was due, so that a service that falls behind
 * cannot hide its delay by holding the load back.
 */
final class Phase {
  private static final int TIMEOUT_MILLIS = 5_000;

  private final URI target;
  private final int connections;
  private final int requestsPerSecond;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  record Result(Latencies latencies, int failed) {}

  Phase(URI target, int connections, int requestsPerSecond) {
    this.target = target;
    this.connections = connections;
    this.requestsPerSecond = requestsPerSecond;
  }

  Result run(int seconds) throws InterruptedException {
    long[] due = arrivals(seconds);
    long[] latencies = new long[due.length];
    long origin = System.nanoTime();
    Thread[] clients = new Thread[connections];
    for (int i = 0; i < connections; i++) {
      clients[i] = new Thread(() -> ask(origin, due, latencies), "client-" + i);
      clients[i].start();
    }
    for (Thread client : clients) {
      client.join();
    }
    long[] answered = Arrays.stream(latencies).filter(latency -> latency > 0).toArray();
    return new Result(new Latencies(answered), failed.get());
  }

  /** When each request is due, in nanoseconds from the phase's start: a Poisson process. */
  long[] arrivals(int seconds) {
    long[] due = new long[seconds * requestsPerSecond];
    SplittableRandom random = new SplittableRandom(requestsPerSecond);
    double mean = 1e9 / requestsPerSecond;
    double at = 0;
    for (int i = 0; i < due.length; i++) {
      at -= mean * Math.log(1 - random.nextDouble());
      due[i] = (long) at;
    }
    return due;
  }

  private void ask(long origin, long[] due, long[] latencies) {
    for (int i = next.getAndIncrement(); i < due.length; i = next.getAndIncrement()) {
      long start = origin + due[i];
      for (long left = start - System.nanoTime(); left > 0; left = start - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      try {
        request();
        latencies[i] = System.nanoTime() - start;
      } catch (IOException e) {
        failed.incrementAndGet();
      }
    }
  }

  private void request() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    try (InputStream body = connection.getInputStream()) {
      body.readAllBytes();
    }
  }
}
