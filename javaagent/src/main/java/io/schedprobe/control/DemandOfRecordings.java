package io.schedprobe.control;

import io.schedprobe.events.CpuQuota;
import io.schedprobe.events.Neighbor;
import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.Preemption;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.events.ThreadRunQueue;
import io.schedprobe.events.Throttling;
import io.schedprobe.events.TracerProgram;
import io.schedprobe.events.TracerState;
import io.schedprobe.events.TracerStatistics;
import java.util.List;
import java.util.Map;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Threshold;

/** From the settings of the running recordings to what they demand. */
final class DemandOfRecordings {
  private final EventSettings latency = of(RunQueueLatency.class);
  private final EventSettings neighborRun = of(NeighborRun.class);
  private final EventSettings throttling = of(Throttling.class);
  private final EventSettings preemption = of(Preemption.class);
  private final EventSettings threads = of(ThreadRunQueue.class);
  private final EventSettings neighbor = of(Neighbor.class);
  private final EventSettings quota = of(CpuQuota.class);
  private final EventSettings state = of(TracerState.class);
  private final EventSettings statistics = of(TracerStatistics.class);
  private final EventSettings program = of(TracerProgram.class);

  /** JFR must be initialized: this loads the event classes. */
  DemandOfRecordings() {}

  /**
   * What recordings with these settings want.
   *
   * @param running settings of the running recordings, in JFR's order
   */
  Demand of(List<Map<String, String>> running) {
    long least = Long.MAX_VALUE;
    boolean waits = false;
    // A throttled part over the threshold is in a wait over it.
    for (EventSettings event : new EventSettings[] {latency, neighborRun, throttling}) {
      long threshold = event.threshold(running);
      if (isWanted(threshold)) {
        waits = true;
        least = Math.min(least, threshold);
      }
    }
    long preemptionThreshold = preemption.threshold(running);
    boolean preemptions = isWanted(preemptionThreshold);
    if (preemptions) {
      least = Math.min(least, preemptionThreshold);
    }
    return new Demand(
        waits,
        preemptions,
        threads.threshold(running) >= 0,
        neighbor.threshold(running) >= 0,
        state.threshold(running) >= 0
            || statistics.threshold(running) >= 0
            || program.threshold(running) >= 0,
        quota.threshold(running) >= 0,
        least);
  }

  /** An infinite threshold is a way to switch an event off. */
  private static boolean isWanted(long threshold) {
    return threshold >= 0 && threshold < Long.MAX_VALUE;
  }

  static EventSettings of(Class<? extends Event> type) {
    EventType event = EventType.getEventType(type);
    Enabled enabled = type.getAnnotation(Enabled.class);
    Threshold threshold = type.getAnnotation(Threshold.class);
    return new EventSettings(
        new EventSetting(
            event.getName(),
            event.getId(),
            enabled == null || enabled.value(),
            threshold == null ? 0 : Timespans.parse(threshold.value())));
  }
}
