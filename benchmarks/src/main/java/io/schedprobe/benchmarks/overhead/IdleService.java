package io.schedprobe.benchmarks.overhead;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * A service with little to do: eight threads that each wake up a hundred times a second. A line on
 * standard input makes it collect its garbage; at the end of the input it ends.
 */
public final class IdleService {
  private static final int THREADS = 8;
  private static final long PAUSE_NANOS = 10_000_000;

  private IdleService() {}

  public static void main(String[] args) throws IOException {
    for (int i = 0; i < THREADS; i++) {
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
      System.out.println("collected");
    }
  }

  private static void work() {
    while (true) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
