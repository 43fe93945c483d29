package io.schedprobe.summary;

/** One event, as far as the summary wants to know it. Fields an event lacks read as unknown. */
public interface Fact {
  /** What a number reads as where the event does not have it. */
  long UNKNOWN = -1;

  /** Name of the event type, such as {@code schedprobe.RunQueueLatency}. */
  String type();

  /** Number of the event type, by which settings refer to it. */
  long typeId();

  /** Start of the event, in nanoseconds since the epoch. */
  long startNanos();

  /** End of the event, in nanoseconds since the epoch. */
  long endNanos();

  /** An integer field, in the unit it was written in; {@link #UNKNOWN} if there is none. */
  long number(String field);

  /** A text field; null if there is none. */
  String text(String field);

  /** A flag; false if there is none. */
  boolean flag(String field);

  /** A field of type {@code Thread}; null if there is none or it is empty. */
  JavaThread thread(String field);

  /**
   * A Java thread as an event tells it.
   *
   * @param name unescaped; null for a thread without a Java name
   */
  record JavaThread(long id, String name) {}
}
