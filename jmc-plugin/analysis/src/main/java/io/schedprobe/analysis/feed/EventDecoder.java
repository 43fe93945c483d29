package io.schedprobe.analysis.feed;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.NeighborPeriod;
import io.schedprobe.analysis.model.Onset;
import io.schedprobe.analysis.model.Pause;
import io.schedprobe.analysis.model.Place;
import io.schedprobe.analysis.model.Quota;
import io.schedprobe.analysis.model.Run;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.StalledThread;
import io.schedprobe.analysis.model.Statistics;
import io.schedprobe.analysis.model.ThreadPeriod;
import io.schedprobe.analysis.model.Throttled;
import io.schedprobe.analysis.model.TracerState;
import io.schedprobe.analysis.model.Wait;
import io.schedprobe.analysis.model.Work;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Makes a record of an event of each type that says something about waits for a CPU. */
@FunctionalInterface
interface EventDecoder {
  /**
   * Hands on what an event says.
   *
   * @param names of its fields
   */
  void decode(Fields event, Collection<String> names, EventSink sink);

  /** The decoder for a type of event; null if the type says nothing about waits. */
  static EventDecoder of(String type) {
    return Decoders.BY_TYPE.get(type);
  }

  /** One for each type. */
  final class Decoders {
    private static final Map<String, EventDecoder> BY_TYPE = new HashMap<>();

    static {
      BY_TYPE.put("schedprobe.RunQueueLatency", (e, names, sink) -> sink.onWait(wait(e)));
      BY_TYPE.put("schedprobe.NeighborRun", (e, names, sink) -> sink.onRun(run(e)));
      BY_TYPE.put("schedprobe.ThreadRunQueue", (e, names, sink) -> sink.onThreadPeriod(period(e)));
      BY_TYPE.put("schedprobe.Neighbor", (e, names, sink) -> sink.onNeighborPeriod(neighbor(e)));
      BY_TYPE.put("schedprobe.Throttling", (e, names, sink) -> sink.onThrottled(throttled(e)));
      BY_TYPE.put("schedprobe.CpuQuota", (e, names, sink) -> sink.onQuota(quota(e)));
      BY_TYPE.put("schedprobe.TracerState", (e, names, sink) -> sink.onTracerState(state(e)));
      BY_TYPE.put(
          "schedprobe.TracerStatistics", (e, names, sink) -> sink.onStatistics(count(e, names)));
      BY_TYPE.put("jdk.DataLoss", (e, names, sink) -> sink.onJfrLoss(known(e.number("amount"))));
      BY_TYPE.put(
          "jdk.GCPhasePause", (e, names, sink) -> sink.onPause(pause(e, Pause.Kind.GC, "name")));
      BY_TYPE.put(
          "jdk.SafepointBegin",
          (e, names, sink) -> sink.onPause(pause(e, Pause.Kind.TO_SAFEPOINT, null)));
      BY_TYPE.put(
          "jdk.ExecuteVMOperation",
          (e, names, sink) -> {
            if (e.flag("safepoint")) {
              sink.onPause(pause(e, Pause.Kind.VM_OPERATION, "operation"));
            }
          });
      for (Work.Kind kind : Work.Kind.values()) {
        BY_TYPE.put(
            kind.event(),
            (e, names, sink) -> {
              StalledThread thread = e.javaThread("eventThread");
              if (thread != null) {
                sink.onWork(new Work(kind, thread, start(e), end(e), detail(kind, e)));
              }
            });
      }
    }

    private Decoders() {}

    private static long start(Fields event) {
      return event.number("startTime");
    }

    private static long end(Fields event) {
      return start(event) + known(event.number("duration"));
    }

    private static long known(long number) {
      return Math.max(0, number);
    }

    private static Wait wait(Fields e) {
      long waited = known(e.number("waited"));
      // An event that could not be backdated is short and late.
      boolean backdated = e.number("duration") >= waited / 2 || e.number("waitStart") < 0;
      String process = e.text("neighbor");
      return new Wait(
          e.number("waitId"),
          e.stalled("threadName"),
          backdated ? start(e) : e.number("waitStart"),
          waited,
          (int) e.number("cpu"),
          Onset.of(e.text("onset")),
          (int) known(e.number("migrations")),
          shares(e),
          known(e.number("unnamed")),
          process == null
              ? null
              : new Culprit(Share.of(e.text("neighborKind")), process, neighborPlace(e)),
          e.number("neighborPid"),
          known(e.number("neighborTime")));
    }

    private static Run run(Fields e) {
      Share kind = Share.of(e.text("kind"));
      String thread = e.text("threadName");
      boolean byThread = kind == Share.SELF || kind == Share.KERNEL;
      return new Run(
          e.number("waitId"),
          e.stalled("stalledName"),
          start(e),
          // The parser extension for JMC renames it.
          known(Math.max(e.number("duration"), e.number("waitDuration"))),
          new Culprit(kind, byThread ? thread : e.text("process"), place(e)),
          thread,
          e.number("pid"),
          e.number("tid"),
          known(e.number("cpuTime")));
    }

    private static ThreadPeriod period(Fields e) {
      return new ThreadPeriod(
          e.stalled("threadName"),
          end(e),
          e.number("period"),
          e.flag("exited"),
          known(e.number("waits")),
          e.number("preemptions"),
          known(e.number("total")),
          e.number("max"),
          e.number("p50"),
          e.number("p90"),
          e.number("p99"),
          e.number("p999"),
          shares(e));
    }

    private static NeighborPeriod neighbor(Fields e) {
      return new NeighborPeriod(
          place(e),
          end(e),
          e.number("period"),
          known(e.number("cpuTime")),
          known(e.number("stalledTime")),
          known(e.number("threadsStalled")));
    }

    private static Throttled throttled(Fields e) {
      return new Throttled(
          e.number("waitId"),
          e.stalled("threadName"),
          start(e),
          known(e.number("throttled")),
          e.text("cgroup"),
          e.number("quota"),
          e.number("quotaPeriod"));
    }

    private static Quota quota(Fields e) {
      return new Quota(
          e.text("cgroup"),
          end(e),
          e.number("period"),
          e.flag("own"),
          e.number("quota"),
          e.number("quotaPeriod"),
          e.number("burst"),
          e.number("periods"),
          e.number("throttledPeriods"),
          e.number("throttledTime"),
          e.number("pressureSome"),
          e.number("pressureFull"),
          e.flag("allVisible"));
    }

    private static TracerState state(Fields e) {
      String source = e.text("source");
      return new TracerState(
          start(e),
          source == null ? "none" : source,
          e.flag("whole"),
          e.text("reason"),
          e.text("remedy"),
          e.number("threshold"),
          e.text("limitation"),
          e.flag("throttlingMeasured"),
          e.flag("backdated"),
          e.number("clockError"));
    }

    private static Statistics count(Fields e, Collection<String> names) {
      Map<String, Long> counters = new HashMap<>();
      for (String name : names) {
        long number = e.number(name);
        if (number >= 0 && !name.equals("startTime") && !name.equals("duration")) {
          counters.put(name, number);
        }
      }
      return new Statistics(start(e), counters);
    }

    private static Pause pause(Fields e, Pause.Kind kind, String nameField) {
      String name = nameField == null ? null : e.text(nameField);
      String words = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      return new Pause(kind, name == null ? words : name, start(e), end(e));
    }

    private static String detail(Work.Kind kind, Fields e) {
      String detail =
          switch (kind) {
            case SOCKET_READ, SOCKET_WRITE -> {
              String host = e.text("host") == null ? e.text("address") : e.text("host");
              yield host == null ? null : host + ":" + e.number("port");
            }
            case FILE_READ, FILE_WRITE, FILE_FORCE -> e.text("path");
            case MONITOR_ENTER, MONITOR_WAIT -> e.type("monitorClass");
            case PARK -> e.type("parkedClass");
            case SLEEP -> null;
          };
      return detail == null ? "" : detail;
    }

    private static Shares shares(Fields e) {
      return Shares.of(share -> e.number(share.field()));
    }

    private static Place place(Fields e) {
      return new Place(
          e.text("cgroup"),
          e.text("container"),
          e.text("containerName"),
          e.text("runtime"),
          e.text("pod"),
          e.text("podUid"),
          e.text("qosClass"),
          e.text("unit"));
    }

    private static Place neighborPlace(Fields e) {
      return new Place(
          e.text("neighborCgroup"),
          e.text("neighborContainer"),
          e.text("neighborContainerName"),
          null,
          e.text("neighborPod"),
          null,
          null,
          null);
    }
  }
}
