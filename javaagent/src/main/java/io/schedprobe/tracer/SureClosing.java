package io.schedprobe.tracer;

import java.util.concurrent.locks.LockSupport;

/**
 * Closes what was opened halfway when the heap of the host was used up. Closing needs memory, too,
 * and nobody else knows of it any more: so it is tried until it is done or a minute is over.
 */
final class SureClosing {
  private static final int TRIES = 600;
  private static final long PAUSE_NANOS = 100_000_000L;

  private SureClosing() {}

  /**
   * Returns when {@code close} has returned, or has thrown anything but an {@link
   * OutOfMemoryError}: what it threw is not thrown on, since another error is under way.
   *
   * @param close goes on where it was broken off when it is called again
   */
  static void close(Runnable close) {
    for (int i = 0; i < TRIES; i++) {
      try {
        close.run();
        return;
      } catch (OutOfMemoryError e) {
        LockSupport.parkNanos(PAUSE_NANOS);
      } catch (RuntimeException e) {
        return;
      }
    }
  }
}
