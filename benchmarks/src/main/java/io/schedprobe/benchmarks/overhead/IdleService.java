package io.schedprobe.benchmarks.overhead;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * A service with little to do: threads that each wake up a hundred times a second. A line on
 * standard input makes it collect its garbage and say how many bytes of its heap live; at the end
 * of the input it ends.
 */
public final class IdleService {
  /** Unless the system property {@value #PROPERTY} says otherwise. */
  static final int THREADS = 8;

  static final String PROPERTY = "schedprobe.benchmark.threads";

  private static final long PAUSE_NANOS = 10_000_000;

  private IdleService() {}

  public static void main(String[] args) throws IOException {
    int threads = Integer.getInteger(PROPERTY, THREADS);
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(IdleService::work, "worker-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      // Twice: what the first frees by its cleaners, the second collects.
      System.gc();
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      System.out.println(runtime.totalMemory() - runtime.freeMemory());
    }
  }

  private static void work() {
    while (true) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
