package io.schedprobe.agent;

import io.schedprobe.control.Demand;
import io.schedprobe.emit.PeriodicEmitter;
import io.schedprobe.emit.QuotaEmitter;
import io.schedprobe.emit.ThreadFinder;
import io.schedprobe.emit.WaitEmitter;
import io.schedprobe.identity.CgroupDirectory;
import io.schedprobe.identity.Escaping;
import io.schedprobe.identity.ThreadDirectory;
import io.schedprobe.observe.Observation;
import io.schedprobe.observe.Observer;
import io.schedprobe.observe.Readings;
import io.schedprobe.options.AgentOptions;
import io.schedprobe.source.Source;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The tracer's thread: has a source open while the recordings demand one or anybody observes, and
 * carries its waits into JFR and to the observers.
 */
final class Tracing implements AutoCloseable {
  /** Waits are backdated, and a filling ring or the end of a recording ends the pause. */
  private static final int POLL_MILLIS = 1000;

  /** The pause after one without a wait, if nobody observes: at rest each turn costs. */
  private static final int QUIET_POLL_MILLIS = 5000;

  private static final long SEEK_NANOS = 5_000_000_000L;

  private final AgentOptions options;
  private final Instrumentation instrumentation;
  private final Notice notice;
  private final Thread thread;
  private final OwnUse use = new OwnUse();
  private final OpenSource source;
  private final SourceLife life;
  private final OwnQuotas quotas = new OwnQuotas();
  private final CgroupDirectory cgroups;
  private final Readings readings;
  private final Observation observation;

  private final Turns turns = new Turns();
  private volatile Demand demand = Demand.NONE;
  private volatile boolean ready;
  private volatile boolean closed;

  // Of the tracer's thread.
  private Demand served = Demand.NONE;
  private int pause = POLL_MILLIS;
  private ThreadDirectory threads;
  private WaitEmitter emitter;
  private PeriodicEmitter periodic;
  private QuotaEmitter quota;
  private long nextSeek;

  /**
   * @param cgroups learns from the source
   * @param observers have a source open as long as this lives, if there are any
   */
  Tracing(
      AgentOptions options,
      Instrumentation instrumentation,
      Notice notice,
      CgroupDirectory cgroups,
      List<Observer> observers) {
    this.options = options;
    this.instrumentation = instrumentation;
    this.notice = notice;
    this.cgroups = cgroups;
    this.source = new OpenSource(options, use);
    this.life = new SourceLife(source, notice);
    this.readings = new Readings(source);
    this.observation = new Observation(observers, readings, cgroups, quotas::read, source);
    this.thread = new Thread(null, this::run, "schedprobe", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    // The host's own handler may end the host.
    thread.setUncaughtExceptionHandler((dead, e) -> {});
  }

  /** Starts the thread, which sleeps until something is demanded. */
  void start() {
    thread.start();
  }

  /** JFR is initialized and our event classes are registered. */
  void ready() {
    use.countMe();
    ready = true;
    LockSupport.unpark(thread);
  }

  /** Counts the calling thread as one of the agent's. */
  void countMe() {
    use.countMe();
  }

  /** What is wanted from now on. */
  void demand(Demand wanted) {
    demand = wanted;
    wake();
  }

  private void wake() {
    LockSupport.unpark(thread);
    source.read(Source::hurry);
  }

  /** Ends the thread and leaves nothing in the kernel. Waits for both. */
  @Override
  public void close() {
    closed = true;
    wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    use.countMe();
    try {
      while (!closed) {
        try {
          // Nobody has a right to interrupt this thread; closed says when it is to end. Left as it
          // is, an interrupt would make every later park return at once.
          Thread.interrupted();
          turn();
        } catch (InterruptedException e) {
          // As above.
        } catch (Throwable e) {
          failed(e);
        }
      }
    } finally {
      end();
    }
  }

  private void turn() throws InterruptedException {
    Demand wanted = demand;
    if (ready && emitter == null) {
      prepare();
    }
    if (quota != null) {
      quota.wanted(wanted.quota());
    }
    if (!isSourceWanted(wanted)) {
      serveNothing(wanted);
      LockSupport.park(this);
      return;
    }
    serve(wanted);
    if (source.get() == null) {
      LockSupport.parkNanos(this, life.untilNextTry());
      return;
    }
    long before = observation.waits();
    source.poll(observation, pause);
    boolean quiet = observation.waits() == before && !observation.isWanted();
    pause = quiet ? QUIET_POLL_MILLIS : POLL_MILLIS;
    turns.ended();
    if (emitter != null) {
      emitter.prepare();
    }
    observation.turn();
    if (System.nanoTime() - nextSeek >= 0) {
      nextSeek = System.nanoTime() + SEEK_NANOS;
      cgroups.seekMissing();
      if (emitter != null) {
        emitter.self(OwnProcessReader.read()); // a process can be moved to another cgroup
      }
    }
  }

  private boolean isSourceWanted(Demand wanted) {
    return (emitter != null && wanted.needsSource()) || observation.isWanted();
  }

  /**
   * Has the waits written that are over by now. On JFR's thread, which may hold JFR's lock: so this
   * waits for a moment at the most, and not at all for a source that has no single waits.
   */
  private void drain() {
    if (!source.source().whole()) {
      return;
    }
    turns.awaitWhole(source);
  }

  private void prepare() {
    threads = ThreadDirectory.open(instrumentation);
    source.limitation(OwnQuotas.join(threads.limitation(), quotas.limitation()));
    ThreadFinder finder = new JvmThreads(threads);
    emitter =
        new WaitEmitter(
            finder, cgroups, OwnProcessReader.read(), quotas::read, Escaping::printable);
    periodic =
        new PeriodicEmitter(
            readings, emitter, finder, cgroups, Escaping::printable, source, this::drain);
    periodic.start();
    quota = new QuotaEmitter(quotas::read, Escaping::printable);
    quota.start();
    observation.recorder(emitter);
  }

  private void serveNothing(Demand wanted) {
    if (source.holds()) {
      source.close();
      writeState();
    }
    served = wanted;
    life.unwanted();
  }

  private void serve(Demand wanted) {
    if (source.get() == null) {
      boolean anew = wanted.needsSource() && !served.needsSource();
      if (!life.open(threshold(wanted), anew)) {
        return;
      }
      observation.begin();
      if (emitter != null) {
        periodic.sourceOpened();
      }
      life.tell();
      if (emitter != null) {
        emitter.prepare();
        periodic.writeState();
      }
    } else if (!wanted.equals(served)) {
      if (threshold(wanted) != threshold(served)) {
        source.threshold(threshold(wanted));
        writeState();
      }
      if (emitter != null
          && ((wanted.threads() && !served.threads())
              || (wanted.neighbors() && !served.neighbors()))) {
        periodic.beginPeriods();
      }
    }
    if (emitter != null && !wanted.threads() && !wanted.neighbors()) {
      periodic.endPeriods();
    }
    served = wanted;
  }

  private void writeState() {
    if (periodic != null) {
      periodic.writeState();
    }
  }

  /** The user's own threshold counts before those of the recordings and observers. */
  private long threshold(Demand wanted) {
    return options
        .thresholdNanos()
        .orElse(Math.min(wanted.thresholdNanos(), observation.thresholdNanos()));
  }

  /** Something broke that nobody foresaw: the source is given up, and tried anew later. */
  private void failed(Throwable e) {
    long pause = life.pauseAfter(e);
    try {
      closeSource();
      life.failed(e);
      writeState();
    } catch (Throwable again) {
      // Nothing better is left to do.
    }
    LockSupport.parkNanos(this, pause);
  }

  private void closeSource() {
    try {
      if (source.get() != null) {
        observation.end();
      }
    } catch (RuntimeException | Error e) {
      // The observers miss an interval; the kernel's part must go all the same.
    }
    life.close();
  }

  private void end() {
    try {
      closeSource();
      if (quota != null) {
        quota.close();
      }
      if (periodic != null) {
        periodic.close();
        source.detached();
        // A recording that goes on without us is to know it.
        periodic.writeState();
      }
      if (threads != null) {
        threads.close();
      }
    } catch (Throwable e) {
      notice.say("not ended cleanly: " + e);
    }
  }
}
