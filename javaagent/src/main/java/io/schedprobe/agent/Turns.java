package io.schedprobe.agent;

import io.schedprobe.source.Source;
import java.util.concurrent.TimeUnit;

/** Counts the polls of the tracer's thread, so that others can wait for one. */
final class Turns {
  private static final long PATIENCE_NANOS = 100_000_000L;

  /** Guarded by this. */
  private long count;

  /** A poll ended. On the tracer's thread. */
  synchronized void ended() {
    count++;
    notifyAll();
  }

  /**
   * Hurries the source and waits until a poll has ended that began after this call; for a moment at
   * the most, and not while no source is open.
   */
  synchronized void awaitWhole(OpenSource source) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    // The turn under way may have read the ring before; the one after it has not.
    long enough = count + 2;
    source.read(Source::hurry);
    try {
      long left = end - System.nanoTime();
      while (source.get() != null && count < enough && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        source.read(Source::hurry);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
