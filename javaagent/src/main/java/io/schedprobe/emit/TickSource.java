package io.schedprobe.emit;

/** JFR's clock and the clock of the waits, to be read side by side. */
interface TickSource {
  /** JFR's clock; 0 while it cannot be read. */
  long ticks();

  /** {@code CLOCK_MONOTONIC} in nanoseconds. */
  long nanos();

  /** Lets about so many nanoseconds pass. */
  void pause(long nanos);

  /** Whether this JVM lets the time of events be read and set at all. */
  default boolean available() {
    return true;
  }
}
