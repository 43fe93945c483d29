package io.schedprobe.observe;

import io.schedprobe.model.Wait;

/**
 * Takes what the tracer knows.
 *
 * <p>Called on the tracer's thread only, so an observer must be quick and may never wait for
 * anything. What it throws is counted and goes no further.
 */
public interface Observer {
  /**
   * The shortest single wait it wants, in nanoseconds; {@link Long#MAX_VALUE} for none. It may get
   * shorter ones that others asked for. Asked for once.
   */
  long thresholdNanos();

  /** A wait ended. */
  void onWait(Wait wait);

  /** About a second has passed. The waits that ended in it were delivered before. */
  void onInterval(Interval interval);
}
