package io.schedprobe.agent;

import io.schedprobe.control.Demand;
import io.schedprobe.emit.CgroupNames;
import io.schedprobe.emit.PeriodicEmitter;
import io.schedprobe.emit.QuotaEmitter;
import io.schedprobe.emit.SourceReport;
import io.schedprobe.emit.ThreadFinder;
import io.schedprobe.emit.WaitEmitter;
import io.schedprobe.identity.CgroupDirectory;
import io.schedprobe.identity.CgroupIdentity;
import io.schedprobe.identity.Escaping;
import io.schedprobe.identity.ThreadDirectory;
import io.schedprobe.model.CgroupName;
import io.schedprobe.options.AgentOptions;
import io.schedprobe.source.Source;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The tracer's thread: has a source open while the recordings demand one, and carries its waits
 * into JFR.
 */
final class Tracing implements AutoCloseable {
  /** Waits are backdated, and a filling ring or the end of a recording ends the pause. */
  private static final int POLL_MILLIS = 1000;

  /** While the host's memory is used up, closing may have to be tried again. */
  private static final int CLOSINGS = 600;

  private static final long CLOSING_NANOS = 100_000_000L;

  /** As often as an interrupt of this thread may disturb the opening of a source. */
  private static final int INTERRUPTS = 10;

  private static final long SHORT_RETRY_NANOS = 1_000_000_000L;

  private static final long DRAIN_NANOS = 100_000_000L;

  private static final long SEEK_NANOS = 5_000_000_000L;

  /**
   * After a refusal, the next try: privileges and kernel settings can change under a running JVM.
   */
  private static final long RETRY_NANOS = 60_000_000_000L;

  private final AgentOptions options;
  private final Instrumentation instrumentation;
  private final Notice notice;
  private final Thread thread;
  private final OwnUse use = new OwnUse();
  private final OpenSource source;
  private final OwnQuotas quotas = new OwnQuotas();
  private final CgroupDirectory cgroups = new CgroupDirectory();

  /** Counts polls that ended; a monitor. */
  private static final class Turns {
    private long count;
  }

  private final Turns turns = new Turns();
  private volatile Demand demand = Demand.NONE;
  private volatile boolean ready;
  private volatile boolean closed;

  // Of the tracer's thread.
  private Demand served = Demand.NONE;
  private ThreadDirectory threads;
  private WaitEmitter emitter;
  private PeriodicEmitter periodic;
  private QuotaEmitter quota;
  private long nextSeek;
  private long nextTry;
  private long failures;

  Tracing(AgentOptions options, Instrumentation instrumentation, Notice notice) {
    this.options = options;
    this.instrumentation = instrumentation;
    this.notice = notice;
    this.source = new OpenSource(options, use);
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
    if (emitter == null || !wanted.needsSource()) {
      serveNothing(wanted);
      LockSupport.park(this);
      return;
    }
    serve(wanted);
    if (source.get() == null) {
      LockSupport.parkNanos(this, Math.max(1, nextTry - System.nanoTime()));
      return;
    }
    source.get().poll(emitter, POLL_MILLIS);
    synchronized (turns) {
      turns.count++;
      turns.notifyAll();
    }
    emitter.prepare();
    if (System.nanoTime() - nextSeek >= 0) {
      nextSeek = System.nanoTime() + SEEK_NANOS;
      cgroups.seekMissing();
      emitter.self(OwnProcessReader.read()); // a process can be moved to another cgroup
    }
  }

  /**
   * Has the waits written that are over by now. On JFR's thread, which may hold JFR's lock: so this
   * waits for a moment at the most, and not at all for a source that has no single waits.
   */
  private void drain() {
    if (!source.source().whole()) {
      return;
    }
    long end = System.nanoTime() + DRAIN_NANOS;
    synchronized (turns) {
      // The turn under way may have read the ring before; the one after it has not.
      long enough = turns.count + 2;
      source.read(Source::hurry);
      try {
        long left = end - System.nanoTime();
        while (source.get() != null && turns.count < enough && left > 0) {
          TimeUnit.NANOSECONDS.timedWait(turns, left);
          source.read(Source::hurry);
          left = end - System.nanoTime();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void prepare() {
    threads = ThreadDirectory.open(instrumentation);
    source.limitation(OwnQuotas.join(threads.limitation(), quotas.limitation()));
    CgroupNames names =
        new CgroupNames() {
          @Override
          public void learn(CgroupName name) {
            cgroups.learn(name);
          }

          @Override
          public CgroupIdentity find(long id) {
            return cgroups.find(id);
          }
        };
    ThreadFinder finder = new JvmThreads(threads);
    emitter =
        new WaitEmitter(finder, names, OwnProcessReader.read(), quotas::read, Escaping::printable);
    periodic =
        new PeriodicEmitter(
            source, emitter, finder, names, Escaping::printable, source, this::drain);
    periodic.start();
    quota = new QuotaEmitter(quotas::read, Escaping::printable);
    quota.start();
  }

  private void serveNothing(Demand wanted) {
    if (source.holds()) {
      source.close();
      periodic.writeState();
    }
    served = wanted;
  }

  private void serve(Demand wanted) {
    if (source.get() == null) {
      if (System.nanoTime() - nextTry < 0 && served.needsSource()) {
        return;
      }
      open(threshold(wanted));
      periodic.sourceOpened();
      nextTry = System.nanoTime() + RETRY_NANOS;
      tellOfSource();
      emitter.prepare();
      periodic.writeState();
    } else if (!wanted.equals(served)) {
      if (threshold(wanted) != threshold(served)) {
        source.threshold(threshold(wanted));
        periodic.writeState();
      }
      if ((wanted.threads() && !served.threads()) || (wanted.neighbors() && !served.neighbors())) {
        periodic.beginPeriods();
      }
    }
    served = wanted;
  }

  private void open(long thresholdNanos) {
    source.open(thresholdNanos);
    // An interrupt closes files under their reader: then the refusal is none of the kernel's.
    for (int i = 0; i < INTERRUPTS && Thread.interrupted() && !source.source().whole(); i++) {
      source.close();
      source.open(thresholdNanos);
    }
  }

  /** The user's own threshold counts before those of the recordings. */
  private long threshold(Demand wanted) {
    return options.thresholdNanos().orElse(wanted.thresholdNanos());
  }

  private void tellOfSource() {
    SourceReport report = source.source();
    if (!report.whole() && report.reason() != null) {
      String instead =
          report.source().equals("none")
              ? "recording nothing"
              : "recording run queue latency per thread from /proc, without single waits and names";
      notice.say(instead + ": " + report.reason() + " (" + report.remedy() + ")");
    }
  }

  /**
   * Something broke that nobody foresaw: the source is given up, and tried anew a minute later. Or
   * the host has used up its memory: then a second later, and that needs no line of ours.
   */
  private void failed(Throwable e) {
    boolean exhausted = e instanceof OutOfMemoryError;
    long pause = exhausted || failures == 0 ? SHORT_RETRY_NANOS : RETRY_NANOS;
    try {
      closeSource();
      if (!exhausted) {
        failures++;
        notice.say("the tracer stumbled and will be restarted in a minute: " + e);
      }
      source.failed(e, exhausted);
      if (periodic != null) {
        periodic.writeState();
      }
    } catch (Throwable again) {
      // Nothing better is left to do.
    }
    nextTry = System.nanoTime() + (exhausted ? SHORT_RETRY_NANOS : RETRY_NANOS);
    LockSupport.parkNanos(this, pause);
  }

  private void closeSource() {
    for (int i = 0; i < CLOSINGS; i++) {
      try {
        source.close();
        return;
      } catch (RuntimeException e) {
        // All of it that can be closed is.
        return;
      } catch (OutOfMemoryError e) {
        LockSupport.parkNanos(this, CLOSING_NANOS);
      }
    }
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
