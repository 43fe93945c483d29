package io.schedprobe.emit;

import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.Preemption;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.events.Throttling;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Event;

/**
 * Reads JFR's clock off the start of an event. {@code begin()} does nothing until JFR has
 * instrumented the class, which it does when a recording first enables the event, and forever
 * after; so any one of the events serves.
 */
final class EventTicks implements TickSource {
  private final Event[] events = {
    new RunQueueLatency(), new NeighborRun(), new Preemption(), new Throttling()
  };
  private final EventTimes[] times = {
    EventTimes.of(RunQueueLatency.class),
    EventTimes.of(NeighborRun.class),
    EventTimes.of(Preemption.class),
    EventTimes.of(Throttling.class)
  };
  private int serving;

  @Override
  public boolean available() {
    for (EventTimes t : times) {
      if (t == null) {
        return false;
      }
    }
    return true;
  }

  @Override
  public long ticks() {
    long ticks = read(serving);
    for (int i = 0; ticks == 0 && i < events.length; i++) {
      ticks = read(i);
      serving = i;
    }
    return ticks;
  }

  private long read(int i) {
    if (times[i] == null) {
      return 0;
    }
    events[i].begin();
    return times[i].start(events[i]);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void pause(long nanos) {
    LockSupport.parkNanos(nanos);
  }
}
