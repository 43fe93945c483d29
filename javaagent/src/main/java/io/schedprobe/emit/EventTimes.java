package io.schedprobe.emit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import jdk.jfr.Event;

/**
 * Start and duration of one class of events, in ticks of JFR's clock.
 *
 * <p>HotSpot gives each subclass of {@link Event} two private fields, {@code startTime} and {@code
 * duration}, when it loads the class (JDK 17: {@code jfrEventClassTransformer.cpp}), recording or
 * not. {@code begin()} and {@code commit()} read and write them; whoever sets both before {@code
 * commit()} decides on the event's time.
 */
final class EventTimes {
  private final VarHandle startTime;
  private final VarHandle duration;

  private EventTimes(VarHandle startTime, VarHandle duration) {
    this.startTime = startTime;
    this.duration = duration;
  }

  /** The access to {@code type}; null where this JVM does not have or give it. */
  static EventTimes of(Class<? extends Event> type) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      return new EventTimes(
          lookup.findVarHandle(type, "startTime", long.class),
          lookup.findVarHandle(type, "duration", long.class));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  /** The tick at which the event began; 0 when it has not, or JFR does not run its clock yet. */
  long start(Event event) {
    return (long) startTime.get(event);
  }

  /** Ticks of the event's length, at least 1: JFR takes 0 for "not ended yet". */
  void set(Event event, long startTicks, long durationTicks) {
    startTime.set(event, startTicks);
    duration.set(event, Math.max(1, durationTicks));
  }
}
