package io.schedprobe.alert;

import io.schedprobe.detect.Channel;
import java.io.IOException;

/** One place that takes alerts. Called by the alerts' thread only, but for {@link #abort}. */
interface Outlet {
  Channel channel();

  /**
   * Delivers one alert; may take seconds.
   *
   * @throws RefusedException if trying again is of no use
   * @throws IOException if it may be tried again
   */
  void deliver(AlertMessage message) throws IOException, RefusedException;

  /** Whether it forgets alerts that it is not reminded of. */
  default boolean forgets() {
    return false;
  }

  /** Ends a delivery under way. Any thread. */
  default void abort() {}

  /** The receiver does not want what it was sent. */
  final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }
}
