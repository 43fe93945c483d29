package io.schedprobe.identity;

/**
 * When the JVM's threads were last listed, and what that proves of a moment. Times are those of
 * {@link System#nanoTime()}. Not thread-safe.
 */
final class LastList {
  /** Time that a new thread gets to make itself known to the JVM: it runs before it is listed. */
  private static final long START_NANOS = 2_000_000;

  /**
   * The same on a loaded machine: a thread that was born so long before a list and is not in it is
   * none of Java's. What is younger costs another list at the most.
   */
  private static final long SLOW_START_NANOS = 200_000_000;

  private boolean made;
  private long at;

  /** One was begun then. */
  void made(long atNanos) {
    made = true;
    at = atNanos;
  }

  /** Whether a thread that lived then could be missing. */
  boolean isOlderThan(long moment) {
    return !made || moment - (at - START_NANOS) > 0;
  }

  /** Whether it was made at that moment or later. */
  boolean isNotBefore(long moment) {
    return made && moment - at <= 0;
  }

  /** Whether a thread born then would be in it, however loaded the machine. */
  boolean wouldHave(long bornNanos) {
    return made && at - bornNanos > Tasks.TICK_NANOS + SLOW_START_NANOS;
  }

  /** Nanoseconds since it was made, or since {@code other} if that was later. */
  long sinceItOr(long other, long now) {
    return now - (made && at - other > 0 ? at : other);
  }

  /** Nanoseconds since it was made; {@link Long#MAX_VALUE} if none was. */
  long age(long now) {
    return made ? now - at : Long.MAX_VALUE;
  }
}
