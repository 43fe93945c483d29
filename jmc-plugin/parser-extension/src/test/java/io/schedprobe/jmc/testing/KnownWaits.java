package io.schedprobe.jmc.testing;

import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.events.ThreadRunQueue;
import io.schedprobe.events.Throttling;
import java.nio.file.Path;

/**
 * Waits that can be reckoned by hand:
 *
 * <pre>
 * thread       waits   waited   of it
 * worker-1         2    60 ms   45 ms noisy in container shop-cache, 5 ms kworker, 10 ms idle
 * worker-2         2    70 ms   40 ms quota used up, 20 ms noisy, 10 ms GC Thread#0
 * GC Thread#0      1    20 ms   20 ms sidecar in its own cgroup; no Java thread
 * </pre>
 */
public final class KnownWaits {
  /** Id of the noisy neighbor's container. */
  public static final String CONTAINER =
      "3f4e8a9b0c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b";

  private static final long MS = 1_000_000;

  private final KnownRecording recording = new KnownRecording();
  // JFR knows a thread only while it lives.
  private final TellingThread first = new TellingThread("worker-1");
  private final TellingThread second = new TellingThread("worker-2");

  private KnownWaits() {}

  /** Writes the recording. */
  public static Path write(Path file) {
    KnownWaits waits = new KnownWaits();
    try {
      return waits.recording().write(file);
    } finally {
      waits.first.end();
      waits.second.end();
    }
  }

  private KnownRecording recording() {
    RunQueueLatency a = wait(1, first, 101, "preemption");
    a.waited = 40 * MS;
    a.external = 30 * MS;
    a.idle = 10 * MS;
    recording.add(neighbor(a, "external", "noisy", 30), 50, 40_000);
    recording.add(noisy(1, first, 101, 30), 50, 40_000);

    RunQueueLatency b = wait(2, first, 101, "wakeup");
    b.waited = 20 * MS;
    b.external = 15 * MS;
    b.kernel = 5 * MS;
    recording.add(neighbor(b, "external", "noisy", 15), 300, 20_000);
    recording.add(noisy(2, first, 101, 15), 300, 20_000);
    recording.add(run(2, first, 101, "kernel", "kworker/0:1", "kworker/0:1", 5), 300, 20_000);

    RunQueueLatency c = wait(3, second, 102, "throttled");
    c.waited = 50 * MS;
    c.throttled = 40 * MS;
    c.self = 10 * MS;
    recording.add(c, 120, 50_000);
    recording.add(run(3, second, 102, "self", "java", "GC Thread#0", 10), 120, 50_000);
    recording.add(throttling(3, second, 102), 120, 40_000);

    // The thread ended before the event was written, and left its name.
    RunQueueLatency d = wait(4, null, 102, "wakeup");
    d.threadName = "worker-2";
    d.waited = 20 * MS;
    d.external = 20 * MS;
    recording.add(neighbor(d, "external", "noisy", 20), 400, 20_000);
    recording.add(noisy(4, second, 102, 20), 400, 20_000);

    RunQueueLatency e = wait(5, null, 103, "wakeup");
    e.threadName = "GC Thread#0";
    e.waited = 20 * MS;
    e.sibling = 20 * MS;
    recording.add(neighbor(e, "sibling", "sidecar", 20), 460, 20_000);
    recording.add(run(5, null, 103, "sibling", "sidecar", "sidecar", 20), 460, 20_000);

    // During worker-1's first wait, and between its waits.
    recording.add(first, 60, 5_000);
    recording.add(first, 200, 5_000);

    ThreadRunQueue sum = new ThreadRunQueue();
    sum.thread = first;
    sum.threadName = first.getName();
    sum.osThreadId = 101;
    sum.waits = 2;
    sum.total = 60 * MS;
    recording.add(sum, 590, 0);
    return recording;
  }

  private static RunQueueLatency wait(long id, Thread thread, int osThreadId, String onset) {
    RunQueueLatency event = new RunQueueLatency();
    event.waitId = id;
    event.thread = thread;
    event.threadName = thread == null ? null : thread.getName();
    event.osThreadId = osThreadId;
    event.onset = onset;
    event.cpu = 1;
    return event;
  }

  private static RunQueueLatency neighbor(
      RunQueueLatency event, String kind, String process, long millis) {
    event.neighborKind = kind;
    event.neighbor = process;
    event.neighborTime = millis * MS;
    event.neighborPid = 4711;
    return event;
  }

  private static NeighborRun run(
      long id,
      Thread thread,
      int osThreadId,
      String kind,
      String process,
      String threadName,
      long millis) {
    NeighborRun event = new NeighborRun();
    event.waitId = id;
    event.thread = thread;
    event.stalledName = thread == null ? "GC Thread#0" : thread.getName();
    event.osThreadId = osThreadId;
    event.kind = kind;
    event.process = process;
    event.threadName = threadName;
    event.pid = 4711;
    event.cpuTime = millis * MS;
    event.cgroup = "/" + process;
    return event;
  }

  private static NeighborRun noisy(long id, Thread thread, int osThreadId, long millis) {
    NeighborRun event = run(id, thread, osThreadId, "external", "noisy", "noisy-7", millis);
    event.cgroup = "/docker/" + CONTAINER;
    event.container = CONTAINER;
    event.containerName = "shop-cache";
    event.runtime = "docker";
    return event;
  }

  private static Throttling throttling(long id, Thread thread, int osThreadId) {
    Throttling event = new Throttling();
    event.waitId = id;
    event.thread = thread;
    event.threadName = thread.getName();
    event.osThreadId = osThreadId;
    event.throttled = 40 * MS;
    event.quota = 50 * MS;
    event.quotaPeriod = 100 * MS;
    return event;
  }
}
