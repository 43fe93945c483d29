package io.schedprobe.source;

import java.util.concurrent.locks.LockSupport;

/**
 * Closes what must not stay in the kernel, also when the heap of the host is used up: closing needs
 * memory, too, so it is tried until it is done or a minute is over.
 */
public final class SureClosing {
  private static final int TRIES = 600;
  private static final long PAUSE_NANOS = 100_000_000L;

  private SureClosing() {}

  /**
   * Returns when it is closed, or when that failed for any reason but an {@link OutOfMemoryError}:
   * what was thrown is not thrown on, for then all of it that can be closed is.
   *
   * @param resource goes on where it was broken off when it is closed again. The resource itself:
   *     to make a lambda of it would take memory that is not there
   */
  public static void close(AutoCloseable resource) {
    for (int i = 0; i < TRIES; i++) {
      try {
        resource.close();
        return;
      } catch (OutOfMemoryError e) {
        LockSupport.parkNanos(PAUSE_NANOS);
      } catch (Exception e) {
        return;
      }
    }
  }
}
