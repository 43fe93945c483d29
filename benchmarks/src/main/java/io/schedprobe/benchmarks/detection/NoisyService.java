package io.schedprobe.benchmarks.detection;

import java.util.concurrent.locks.LockSupport;

/**
 * The service that suffers: two threads that work for 2 ms and rest for 4 ms. A line "gc" makes it
 * allocate as fast as it can, in four threads more, which keeps the collector busy; it ends with
 * its standard input.
 */
public final class NoisyService {
  private static final long WORK_NANOS = 2_000_000;
  private static final long REST_NANOS = 4_000_000;
  private static final int WORKERS = 2;
  private static final int WASTERS = 4;

  private static volatile Object waste;
  private static volatile long result;

  private NoisyService() {}

  public static void main(String[] args) throws Exception {
    for (int i = 0; i < WORKERS; i++) {
      daemon("worker-" + i, NoisyService::work);
    }
    System.out.println("ready");
    int c = System.in.read();
    if (c == 'g') {
      for (int i = 0; i < WASTERS; i++) {
        daemon("waster-" + i, NoisyService::waste);
      }
    }
    while (c >= 0) {
      c = System.in.read();
    }
    // Read, so that no compiler leaves the work out.
    System.out.println("worked " + result + ", wasted " + (waste != null));
  }

  private static void daemon(String name, Runnable what) {
    Thread thread = new Thread(what, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void work() {
    while (true) {
      long end = System.nanoTime() + WORK_NANOS;
      long sum = 0;
      while (System.nanoTime() - end < 0) {
        sum++;
      }
      result = sum;
      LockSupport.parkNanos(REST_NANOS);
    }
  }

  private static void waste() {
    while (true) {
      byte[][] kept = new byte[64][];
      for (int i = 0; i < 100_000; i++) {
        kept[i % kept.length] = new byte[1 << 12];
      }
      waste = kept;
    }
  }
}
