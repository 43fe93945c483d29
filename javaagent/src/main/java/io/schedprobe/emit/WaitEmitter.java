package io.schedprobe.emit;

import io.schedprobe.events.Neighbor;
import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.Preemption;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.identity.CgroupNames;
import io.schedprobe.identity.ThreadIdentity;
import io.schedprobe.model.CgroupName;
import io.schedprobe.model.Onset;
import io.schedprobe.model.Runner;
import io.schedprobe.model.Share;
import io.schedprobe.model.Wait;
import io.schedprobe.model.WaitSink;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import jdk.jfr.Event;

/**
 * Writes each wait as JFR events: itself, who ran meanwhile, and who took the CPU. The events span
 * the wait, and each type's own threshold decides whether it is written.
 *
 * <p>For the tracer's thread, but for the statistics. The event objects are used again and again,
 * which JFR allows: {@code commit()} copies.
 */
public final class WaitEmitter implements WaitSink {
  private final ThreadFinder threads;
  private final CgroupNames cgroups;
  private final ShownNames names;
  private final UnaryOperator<String> printable;
  private OwnProcess self;
  private final ThrottlingEmitter throttling;

  private final JfrClock clock;
  private final boolean backdates;
  private final EventTimes latencyTimes = EventTimes.of(RunQueueLatency.class);
  private final EventTimes neighborTimes = EventTimes.of(NeighborRun.class);
  private final EventTimes preemptionTimes = EventTimes.of(Preemption.class);
  private final RunQueueLatency latency = new RunQueueLatency();
  private final NeighborRun neighborRun = new NeighborRun();
  private final Preemption preemption = new Preemption();
  private final Neighbor neighbor = new Neighbor();
  private final LargestNeighbor largest = new LargestNeighbor();
  private final StalledThreads stalled = new StalledThreads();

  private volatile boolean refused;
  private final AtomicLong unwritten = new AtomicLong();
  private final AtomicLong threadsUnknown = new AtomicLong();

  /**
   * Needs an initialized Flight Recorder: this loads the event classes.
   *
   * @param printable makes a name from the kernel safe to show; null for null
   */
  public WaitEmitter(
      ThreadFinder threads,
      CgroupNames cgroups,
      OwnProcess self,
      QuotaReader quotas,
      UnaryOperator<String> printable) {
    this(threads, cgroups, self, quotas, printable, new EventTicks());
  }

  WaitEmitter(
      ThreadFinder threads,
      CgroupNames cgroups,
      OwnProcess self,
      QuotaReader quotas,
      UnaryOperator<String> printable,
      TickSource ticks) {
    this.clock = new JfrClock(ticks);
    this.backdates = ticks.available();
    this.threads = threads;
    this.cgroups = cgroups;
    this.names = new ShownNames(cgroups, printable);
    this.throttling = new ThrottlingEmitter(quotas, printable);
    this.printable = printable;
    self(self);
  }

  /** This JVM as it is from now on. On the tracer's thread. */
  public final void self(OwnProcess now) {
    self = new OwnProcess(printable.apply(now.name()), now.pid(), printable.apply(now.cgroup()));
  }

  /**
   * Reads the clocks, so that the times of the waits to come lie between two readings. On the
   * tracer's thread, when waits are about to come; takes 20 ms once.
   */
  public void prepare() {
    if (backdates) {
      clock.keepUp(System.nanoTime());
    }
    throttling.prepare();
  }

  @Override
  public void onCgroup(CgroupName name) {
    try {
      cgroups.learn(name);
    } catch (RuntimeException | LinkageError e) {
      unwritten.incrementAndGet();
    }
  }

  @Override
  public void onWait(Wait wait) {
    try {
      write(wait);
    } catch (RuntimeException | LinkageError e) {
      unwritten.incrementAndGet();
    } finally {
      // no thread is kept alive by an event object
      latency.thread = null;
      neighborRun.thread = null;
      preemption.thread = null;
      throttling.forget();
    }
  }

  /**
   * Whether events begin when their wait began; otherwise when they were written. As long as no
   * wait had to be written, whether this JVM lets them.
   */
  public boolean backdates() {
    return backdates && !refused;
  }

  /** By how much the time of an event may be wrong, nanoseconds; -1 if not known yet. */
  public long clockErrorNanos() {
    return clock.errorNanos();
  }

  public EmitStatistics statistics() {
    return new EmitStatistics(unwritten.get(), threadsUnknown.get(), stalled.forgotten());
  }

  /** Threads stalled by each cgroup since the last call. */
  Map<Long, Integer> drainStalled() {
    return stalled.drain();
  }

  private void write(Wait wait) {
    if (neighbor.isEnabled()) {
      noteStalled(wait);
    }
    boolean preempted = wait.onset() == Onset.PREEMPTION;
    if (!latency.isEnabled()
        && !neighborRun.isEnabled()
        && !(preempted && preemption.isEnabled())
        && !throttling.isEnabled(wait)) {
      return;
    }
    boolean backdate = backdates && clock.calibrate(wait.startNanos() + wait.durationNanos());
    refused = !backdate;
    long start = backdate ? clock.at(wait.startNanos()) : 0;
    long length = backdate ? clock.length(wait.durationNanos()) : 0;
    boolean one = isDue(latency, latencyTimes, backdate, start, length);
    boolean two = isDue(neighborRun, neighborTimes, backdate, start, length);
    boolean three = preempted && isDue(preemption, preemptionTimes, backdate, start, length);
    long lost = backdate ? clock.length(wait.share(Share.THROTTLED)) : 0;
    boolean four = throttling.isDue(wait, backdate, start, lost);
    if (!one && !two && !three && !four) {
      return;
    }
    ThreadIdentity thread =
        threads.find(wait.nsTid(), wait.comm(), wait.startNanos() + wait.durationNanos());
    if (thread.category() == ThreadIdentity.Category.UNKNOWN) {
      threadsUnknown.incrementAndGet();
    }
    String threadName = names.printable(thread.name());
    String comm = names.printable(wait.comm());
    if (one) {
      writeLatency(wait, thread.thread(), threadName, comm);
    }
    if (two) {
      writeNeighborRuns(wait, thread.thread(), threadName, comm, backdate, start, length);
    }
    if (three) {
      writePreemption(wait, thread.thread(), threadName, comm);
    }
    if (four) {
      throttling.write(wait, thread.thread(), threadName, comm);
    }
  }

  /** Sets the time of {@code event} and asks JFR whether it wants it. */
  static boolean isDue(Event event, EventTimes times, boolean backdate, long start, long length) {
    if (!event.isEnabled()) {
      return false;
    }
    if (backdate) {
      times.set(event, start, length);
    } else {
      event.begin();
      event.end();
    }
    return event.shouldCommit();
  }

  private void writeLatency(Wait wait, Thread thread, String threadName, String comm) {
    RunQueueLatency e = latency;
    e.waitId = wait.id();
    e.thread = thread;
    e.threadName = threadName;
    e.osThreadId = wait.nsTid();
    e.osName = comm;
    e.waited = wait.durationNanos();
    e.waitStart = System.currentTimeMillis() - (System.nanoTime() - wait.startNanos()) / 1_000_000;
    e.monotonicStart = wait.startNanos();
    e.cpu = wait.cpu();
    e.onset = EventNames.onset(wait.onset());
    e.migrations = wait.migrations();
    e.throttled = wait.share(Share.THROTTLED);
    e.external = wait.share(Share.EXTERNAL);
    e.sibling = wait.share(Share.SIBLING);
    e.self = wait.share(Share.SELF);
    e.kernel = wait.share(Share.KERNEL);
    e.idle = wait.share(Share.IDLE);
    e.unattributed = wait.share(Share.UNATTRIBUTED);
    e.unnamed = wait.unnamedNanos();
    largest.find(wait.culprits());
    Runner runner = largest.runner;
    e.neighborKind = runner == null ? null : EventNames.kind(runner.kind());
    e.neighbor = runner == null ? null : names.printable(runner.process());
    e.neighborPid = runner == null ? -1 : runner.tgid();
    ShownNames.Shown cgroup = runner == null ? null : names.cgroup(runner.cgroupId());
    e.neighborCgroup = cgroup == null ? null : cgroup.path();
    e.neighborContainer = cgroup == null ? null : cgroup.container();
    e.neighborContainerName = cgroup == null ? null : cgroup.containerName();
    e.neighborPod = cgroup == null ? null : cgroup.pod();
    e.neighborTime = largest.nanos;
    e.commit();
  }

  private void writeNeighborRuns(
      Wait wait,
      Thread thread,
      String threadName,
      String comm,
      boolean backdate,
      long start,
      long length) {
    NeighborRun e = neighborRun;
    e.waitId = wait.id();
    e.thread = thread;
    e.stalledName = threadName;
    e.osThreadId = wait.nsTid();
    e.osName = comm;
    List<Runner> culprits = wait.culprits();
    for (int i = 0; i < culprits.size(); i++) {
      Runner runner = culprits.get(i);
      if (backdate) {
        neighborTimes.set(e, start, length);
      }
      e.kind = EventNames.kind(runner.kind());
      e.process = names.printable(runner.process());
      e.threadName = names.printable(runner.thread());
      e.pid = runner.tgid();
      e.tid = runner.tid();
      ShownNames.Shown cgroup = names.cgroup(runner.cgroupId());
      e.cgroup = cgroup.path();
      e.runtime = cgroup.runtime();
      e.container = cgroup.container();
      e.containerName = cgroup.containerName();
      e.pod = cgroup.pod();
      e.podUid = cgroup.podUid();
      e.qosClass = cgroup.qosClass();
      e.unit = cgroup.unit();
      e.userId = cgroup.userId();
      e.cpuTime = runner.ranNanos();
      e.commit();
    }
  }

  private void writePreemption(Wait wait, Thread thread, String threadName, String comm) {
    Preemption e = preemption;
    Runner by = wait.preemptor();
    boolean named = by != null && by.kind() != Share.UNATTRIBUTED;
    e.waitId = wait.id();
    e.thread = thread;
    e.threadName = threadName;
    e.osThreadId = wait.nsTid();
    e.osName = comm;
    e.process = self.name();
    e.pid = self.pid();
    e.cgroup = self.cgroup();
    e.preemptorKind = named ? EventNames.kind(by.kind()) : null;
    e.preemptorProcess = named ? names.printable(by.process()) : null;
    e.preemptorThreadName = named ? names.printable(by.thread()) : null;
    e.preemptorPid = by == null ? -1 : by.tgid();
    e.preemptorTid = by == null ? -1 : by.tid();
    ShownNames.Shown cgroup = named ? names.cgroup(by.cgroupId()) : null;
    e.preemptorCgroup = cgroup == null ? null : cgroup.path();
    e.preemptorContainer = cgroup == null ? null : cgroup.container();
    e.preemptorContainerName = cgroup == null ? null : cgroup.containerName();
    e.preemptorPod = cgroup == null ? null : cgroup.pod();
    e.preemptorTime = by == null ? EventNames.UNKNOWN_SPAN : ranInAll(by, wait.culprits());
    e.commit();
  }

  /** Time that a task had during the whole wait; unknown if it is not among those named. */
  private static long ranInAll(Runner task, List<Runner> culprits) {
    long sum = EventNames.UNKNOWN_SPAN;
    for (int i = 0; i < culprits.size(); i++) {
      if (culprits.get(i).tid() == task.tid()) {
        sum = Math.max(0, sum) + culprits.get(i).ranNanos();
      }
    }
    return sum;
  }

  private void noteStalled(Wait wait) {
    List<Runner> culprits = wait.culprits();
    for (int i = 0; i < culprits.size(); i++) {
      Runner runner = culprits.get(i);
      if (runner.kind() == Share.EXTERNAL && wait.nsTid() != 0) {
        stalled.add(runner.cgroupId(), wait.nsTid());
      }
    }
  }
}
