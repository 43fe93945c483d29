package io.schedprobe.control;

import io.schedprobe.events.AlertStatistics;
import io.schedprobe.events.CpuQuota;
import io.schedprobe.events.Neighbor;
import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.NoisyNeighborAlert;
import io.schedprobe.events.Preemption;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.events.ThreadRunQueue;
import io.schedprobe.events.Throttling;
import io.schedprobe.events.TracerProgram;
import io.schedprobe.events.TracerState;
import io.schedprobe.events.TracerStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.Threshold;

/** The agent's event classes, as JFR is to know them. */
final class OwnEvents {
  private static final List<Class<? extends Event>> ALL =
      List.of(
          RunQueueLatency.class,
          NeighborRun.class,
          Preemption.class,
          Throttling.class,
          ThreadRunQueue.class,
          Neighbor.class,
          CpuQuota.class,
          TracerState.class,
          TracerStatistics.class,
          TracerProgram.class,
          NoisyNeighborAlert.class,
          AlertStatistics.class);

  private OwnEvents() {}

  static void register() {
    for (Class<? extends Event> type : ALL) {
      FlightRecorder.register(type);
    }
  }

  static void unregister() {
    for (Class<? extends Event> type : ALL) {
      FlightRecorder.unregister(type);
    }
  }

  /** What can be set of them, as {@code schedprobe.RunQueueLatency#threshold}. */
  static Set<String> settings() {
    Set<String> settings = new HashSet<>();
    for (Class<? extends Event> type : ALL) {
      String prefix = type.getAnnotation(Name.class).value() + "#";
      settings.add(prefix + "enabled");
      if (type.isAnnotationPresent(Threshold.class)) {
        settings.add(prefix + "threshold");
      }
      if (type.isAnnotationPresent(Period.class)) {
        settings.add(prefix + "period");
      }
    }
    return settings;
  }
}
