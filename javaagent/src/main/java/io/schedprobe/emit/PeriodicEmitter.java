package io.schedprobe.emit;

import io.schedprobe.decode.DecoderStatistics;
import io.schedprobe.events.Neighbor;
import io.schedprobe.events.NeighborRun;
import io.schedprobe.events.Preemption;
import io.schedprobe.events.RunQueueLatency;
import io.schedprobe.events.ThreadRunQueue;
import io.schedprobe.events.Throttling;
import io.schedprobe.events.TracerProgram;
import io.schedprobe.events.TracerState;
import io.schedprobe.events.TracerStatistics;
import io.schedprobe.identity.CgroupNames;
import io.schedprobe.identity.ThreadIdentity;
import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.Share;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.observe.AgentReports;
import io.schedprobe.observe.AgentUse;
import io.schedprobe.observe.Readings;
import io.schedprobe.observe.SourceReport;
import io.schedprobe.source.ProgramStatistics;
import io.schedprobe.source.SourceStatistics;
import java.util.Map;
import java.util.function.UnaryOperator;
import jdk.jfr.FlightRecorder;

/**
 * Writes the periodic events when JFR asks for them. To be started after the event classes are
 * registered, which {@link io.schedprobe.control.JfrDemand} does.
 */
public final class PeriodicEmitter implements AutoCloseable {
  /** What is shorter is left to the next period. */
  static final long SHORTEST_NANOS = 100_000_000L;

  /** Threads that found no slot of their own, and what ended threads waited at their very end. */
  private static final String OTHERS = "(other threads)";

  private final Readings readings;
  private final Readings.Account account;
  private final WaitEmitter waits;
  private final ThreadFinder threads;
  private final ShownNames names;
  private final AgentReports reports;
  private final Runnable drain;

  private final Runnable threadHook = quiet(this::writeThreads);
  private final Runnable neighborHook = quiet(this::writeNeighbors);
  private final Runnable chunkHook = quiet(this::writeChunk);
  private final Runnable statisticsHook = quiet(this::writeStatistics);
  private final Runnable programHook = quiet(this::writePrograms);

  private boolean started;
  private volatile EmitStatistics before = new EmitStatistics(0, 0, 0);
  private volatile long threadsRead;
  private volatile long neighborsRead;

  /**
   * @param drain has the waits written that are over but not written yet; called at the end of a
   *     chunk, may wait shortly
   */
  public PeriodicEmitter(
      Readings readings,
      WaitEmitter waits,
      ThreadFinder threads,
      CgroupNames cgroups,
      UnaryOperator<String> printable,
      AgentReports reports,
      Runnable drain) {
    this.readings = readings;
    this.account = readings.account();
    this.waits = waits;
    this.threads = threads;
    this.names = new ShownNames(cgroups, printable);
    this.reports = reports;
    this.drain = drain;
  }

  /** Whatever happens in a hook, JFR's thread, which serves the whole JVM, must not feel it. */
  static Runnable quiet(Runnable hook) {
    return () -> {
      try {
        hook.run();
      } catch (Throwable e) {
        // This period's events are missing; what they would have told is in the next ones.
      }
    };
  }

  /** Asks JFR to call. */
  public synchronized void start() {
    if (started) {
      return;
    }
    started = true;
    FlightRecorder.addPeriodicEvent(ThreadRunQueue.class, threadHook);
    FlightRecorder.addPeriodicEvent(Neighbor.class, neighborHook);
    FlightRecorder.addPeriodicEvent(TracerState.class, chunkHook);
    FlightRecorder.addPeriodicEvent(TracerStatistics.class, statisticsHook);
    FlightRecorder.addPeriodicEvent(TracerProgram.class, programHook);
  }

  /** Asks JFR to call no more. Idempotent. */
  @Override
  public synchronized void close() {
    if (!started) {
      return;
    }
    started = false;
    FlightRecorder.removePeriodicEvent(threadHook);
    FlightRecorder.removePeriodicEvent(neighborHook);
    FlightRecorder.removePeriodicEvent(chunkHook);
    FlightRecorder.removePeriodicEvent(statisticsHook);
    FlightRecorder.removePeriodicEvent(programHook);
  }

  /**
   * Begins the periods of {@code ThreadRunQueue} and {@code Neighbor} with a source that was just
   * opened: its sums are of the same time as its single waits. The tallies begin with it, too.
   */
  public synchronized void sourceOpened() {
    before = waits.statistics();
    account.begin();
    beginNow();
  }

  /**
   * Begins those periods now, forgetting what nobody asked for till now. To be called when a
   * recording begins to want these events of a source that is open already.
   */
  public synchronized void beginPeriods() {
    account.beginNow();
    beginNow();
  }

  /** No recording wants these events any more. */
  public synchronized void endPeriods() {
    account.end();
  }

  private void beginNow() {
    waits.drainStalled();
    threadsRead = System.nanoTime();
    neighborsRead = threadsRead;
  }

  /** Writes the state of the tracer now, as it has changed. */
  public void writeState() {
    TracerState e = new TracerState();
    if (!e.isEnabled()) {
      return;
    }
    SourceReport report = reports.source();
    e.source = report.source();
    e.whole = report.whole();
    e.reason =
        report.whole() || report.reason() != null
            ? names.printable(report.reason())
            : untried(isSourceAsked());
    e.remedy = names.printable(report.remedy());
    e.threshold = EventNames.span(report.thresholdNanos());
    e.libbpf = names.printable(report.libbpf());
    e.threadStorage = names.printable(report.threadStorage());
    e.limitation = names.printable(report.limitation());
    e.throttlingMeasured = report.throttlingMeasured();
    e.backdated = waits.backdates();
    e.clockError = EventNames.span(waits.clockErrorNanos());
    e.commit();
  }

  private static String untried(boolean asked) {
    return asked ? "the source is being opened" : "no event is asked for that needs a source";
  }

  private static boolean isSourceAsked() {
    return new RunQueueLatency().isEnabled()
        || new NeighborRun().isEnabled()
        || new Throttling().isEnabled()
        || new Preemption().isEnabled()
        || new ThreadRunQueue().isEnabled()
        || new Neighbor().isEnabled();
  }

  /**
   * At the start and at the end of a chunk: the state, and all that the end of a recording would
   * otherwise cut off.
   */
  private void writeChunk() {
    drain.run();
    writeState();
    if (System.nanoTime() - threadsRead > SHORTEST_NANOS && new ThreadRunQueue().isEnabled()) {
      writeThreads();
    }
    if (System.nanoTime() - neighborsRead > SHORTEST_NANOS && new Neighbor().isEnabled()) {
      writeNeighbors();
    }
    if (new TracerStatistics().isEnabled()) {
      writeStatistics();
    }
  }

  private synchronized void writeThreads() {
    threads.renew();
    long now = System.nanoTime();
    long period = now - threadsRead;
    account.threads().forEach(t -> writeThread(t, period, now));
    threadsRead = now;
  }

  private void writeThread(ThreadWaits t, long period, long now) {
    ThreadRunQueue e = new ThreadRunQueue();
    ThreadIdentity who = t.nsTid() == 0 ? null : find(t, period, now);
    String comm = names.printable(t.comm());
    e.period = period;
    e.thread = who == null ? null : who.thread();
    e.threadName = who == null ? OTHERS : names.printable(who.name());
    e.osThreadId = t.nsTid();
    e.osName = comm;
    e.exited = t.exited();
    e.waits = EventNames.count(t.waits());
    e.switches = e.waits;
    e.preemptions = EventNames.count(t.preemptions());
    e.total = t.totalNanos();
    e.max = EventNames.span(t.maxNanos());
    ThreadWaits.Quantiles q = t.quantiles();
    e.p50 = q == null ? EventNames.UNKNOWN_SPAN : q.p50();
    e.p90 = q == null ? EventNames.UNKNOWN_SPAN : q.p90();
    e.p99 = q == null ? EventNames.UNKNOWN_SPAN : q.p99();
    e.p999 = q == null ? EventNames.UNKNOWN_SPAN : q.p999();
    long[] shares = t.shares();
    e.throttled = share(shares, Share.THROTTLED);
    e.external = share(shares, Share.EXTERNAL);
    e.sibling = share(shares, Share.SIBLING);
    e.self = share(shares, Share.SELF);
    e.kernel = share(shares, Share.KERNEL);
    e.idle = share(shares, Share.IDLE);
    e.unattributed = share(shares, Share.UNATTRIBUTED);
    e.commit();
  }

  private ThreadIdentity find(ThreadWaits t, long period, long now) {
    if (!t.exited()) {
      ThreadIdentity living = threads.find(t.nsTid(), t.comm(), now);
      if (living.category() != ThreadIdentity.Category.UNKNOWN) {
        return living;
      }
    }
    // an ended thread, also one that ended since its waits were read, is sought at a moment when it
    // may have lived
    return threads.findEnded(t.nsTid(), t.comm(), now - period);
  }

  private static long share(long[] shares, Share share) {
    return shares == null ? EventNames.UNKNOWN_SPAN : EventNames.span(shares[share.ordinal()]);
  }

  private synchronized void writeNeighbors() {
    long now = System.nanoTime();
    long period = now - neighborsRead;
    Map<Long, Integer> stalled = waits.drainStalled();
    account.neighbors().forEach(n -> writeNeighbor(n, period, stalled));
    neighborsRead = now;
  }

  private void writeNeighbor(NeighborUse n, long period, Map<Long, Integer> stalled) {
    Neighbor e = new Neighbor();
    e.period = period;
    ShownNames.Shown cgroup = names.cgroup(n.cgroupId());
    e.cgroup = cgroup.path();
    e.runtime = cgroup.runtime();
    e.container = cgroup.container();
    e.containerName = cgroup.containerName();
    e.pod = cgroup.pod();
    e.podUid = cgroup.podUid();
    e.qosClass = cgroup.qosClass();
    e.unit = cgroup.unit();
    e.userId = cgroup.userId();
    e.cpuTime = n.cpuNanos();
    e.stalledTime = n.stalledNanos();
    e.threadsStalled = stalled.getOrDefault(n.cgroupId(), 0);
    e.commit();
  }

  /** One after the other, so that a later one never tells of less. */
  private synchronized void writeStatistics() {
    TracerStatistics e = new TracerStatistics();
    AgentUse use = reports.use();
    SourceStatistics statistics = readings.statistics();
    if (statistics != null) {
      writeStatistics(e, statistics, use);
    }
  }

  private void writeStatistics(TracerStatistics e, SourceStatistics statistics, AgentUse use) {
    StatisticsFields.fill(e, statistics);
    DecoderStatistics decoder = reports.decoder();
    StatisticsFields.fill(e, decoder);
    StatisticsFields.fill(e, waits.statistics().since(before), decoder);
    e.recordCap = use.recordCap();
    e.agentCpuTime = EventNames.span(use.cpuNanos());
    e.agentMemory = use.memoryBytes();
    e.commit();
  }

  private void writePrograms() {
    SourceStatistics statistics = readings.statistics();
    if (statistics != null) {
      statistics.programs().forEach(PeriodicEmitter::writeProgram);
    }
  }

  private static void writeProgram(ProgramStatistics p) {
    if (p.runCount() >= 0) {
      TracerProgram e = new TracerProgram();
      e.program = p.name();
      e.runs = p.runCount();
      e.runTime = p.runNanos();
      e.commit();
    }
  }
}
