package io.schedprobe.agent;

import io.schedprobe.control.Demand;
import io.schedprobe.control.JfrDemand;
import io.schedprobe.identity.CgroupDirectory;
import io.schedprobe.observe.Observer;
import io.schedprobe.options.AgentOptions;
import io.schedprobe.tracer.KernelSource;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/**
 * The running agent. Called by the boot classes on a thread of their own that ends afterwards, one
 * call at a time, {@code stop} only after a {@code start} that returned.
 *
 * <p>Two threads live as long as the agent: {@code schedprobe-control} watches what the recordings
 * demand, {@code schedprobe} has the source open while they demand something, and carries its waits
 * into JFR.
 */
public final class AgentRuntime {
  private static final long PATIENCE_MILLIS = 2000;

  private static Tracing tracing;
  private static Export export;
  private static Detection detection;
  private static JfrDemand demand;

  private AgentRuntime() {}

  /**
   * Starts the agent; what it throws is told in one line and the agent counts as not started.
   *
   * @param options {@code key=value,…}, see {@link AgentOptions#parse}
   */
  public static synchronized void start(String options, Instrumentation instrumentation) {
    AgentOptions parsed = AgentOptions.parse(options);
    Notice notice = new Notice(parsed.quiet());
    if (!parsed.complaint().isEmpty()) {
      notice.complain(parsed.complaint());
    }
    CgroupDirectory cgroups = new CgroupDirectory();
    Export exporting = parsed.export().on() ? new Export(parsed.export(), cgroups, notice) : null;
    Detection detecting =
        parsed.detection().on()
            ? new Detection(
                parsed.detection(), cgroups, exporting == null ? a -> {} : exporting::count)
            : null;
    List<Observer> observers = new ArrayList<>();
    if (exporting != null) {
      observers.add(exporting);
    }
    if (detecting != null) {
      observers.add(detecting);
    }
    Tracing started = new Tracing(parsed, instrumentation, notice, cgroups, observers);
    if (detecting != null) {
      detecting.start(started::countMe);
    }
    started.start();
    JfrDemand watch =
        new JfrDemand(
            new JfrDemand.Listener() {
              @Override
              public void ready() {
                started.ready();
                if (detecting != null) {
                  detecting.ready();
                }
              }

              @Override
              public void restored(List<String> settings) {
                notice.complain(
                    "-XX:StartFlightRecording: "
                        + String.join(", ", settings)
                        + " applied all the same; with a + in front JFR does not warn");
              }

              @Override
              public void changed(Demand demand) {
                started.demand(demand);
              }

              @Override
              public void failed(Throwable e) {
                notice.say("the settings of the recordings cannot be read, tried again: " + e);
              }
            });
    watch.start();
    if (exporting != null) {
      if (detecting != null) {
        exporting.add(detecting::families);
      }
      exporting.start(started::countMe);
    }
    tracing = started;
    export = exporting;
    detection = detecting;
    demand = watch;
  }

  /** Leaves nothing in the kernel, ends every thread and unregisters the event types. */
  public static synchronized void stop() {
    if (tracing == null) {
      return;
    }
    // The tracer's thread first: it writes into the event types that the watch unregisters.
    tracing.close();
    if (detection != null) {
      detection.close();
      detection = null;
    }
    if (export != null) {
      export.close();
      export = null;
    }
    demand.close();
    tracing = null;
    demand = null;
    KernelSource.unload();
    endThreadsOfLibraries();
  }

  /**
   * JNA has a thread that frees native memory of objects that became unreachable. It lives as long
   * as there are such objects, and with it all classes of ours, among whose constants there are
   * some. It ends when interrupted (com.sun.jna.internal.Cleaner).
   */
  private static void endThreadsOfLibraries() {
    ClassLoader ours = AgentRuntime.class.getClassLoader();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread != Thread.currentThread() && thread.getClass().getClassLoader() == ours) {
        thread.interrupt();
        try {
          thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
