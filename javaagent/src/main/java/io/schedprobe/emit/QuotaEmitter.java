package io.schedprobe.emit;

import io.schedprobe.events.CpuQuota;
import io.schedprobe.events.TracerState;
import io.schedprobe.model.QuotaLevel;
import io.schedprobe.model.Quotas;
import java.util.function.UnaryOperator;
import jdk.jfr.FlightRecorder;

/**
 * Writes the CPU quotas that rule this JVM when JFR asks for them, whatever source is open: they
 * are read from files, on JFR's thread. To be started after the event classes are registered.
 */
public final class QuotaEmitter implements AutoCloseable {
  private final QuotaReader reader;
  private final UnaryOperator<String> printable;
  private final Runnable hook = PeriodicEmitter.quiet(this::write);
  private final Runnable chunkHook = PeriodicEmitter.quiet(this::writeChunk);

  private boolean started;
  private boolean wanted;
  private Quotas last;
  private long lastNanos;

  public QuotaEmitter(QuotaReader reader, UnaryOperator<String> printable) {
    this.reader = reader;
    this.printable = printable;
  }

  /** Asks JFR to call. */
  public synchronized void start() {
    if (!started) {
      started = true;
      FlightRecorder.addPeriodicEvent(CpuQuota.class, hook);
      FlightRecorder.addPeriodicEvent(TracerState.class, chunkHook);
    }
  }

  /** Asks JFR to call no more. Idempotent. */
  @Override
  public synchronized void close() {
    if (started) {
      started = false;
      FlightRecorder.removePeriodicEvent(hook);
      FlightRecorder.removePeriodicEvent(chunkHook);
    }
  }

  /**
   * Whether a recording wants the event from now on; when it begins to, the first period begins.
   */
  public synchronized void wanted(boolean now) {
    if (now != wanted) {
      wanted = now;
      last = now ? reader.read() : null;
      lastNanos = System.nanoTime();
    }
  }

  /** What the end of a recording would otherwise cut off. */
  private void writeChunk() {
    if (new CpuQuota().isEnabled()
        && System.nanoTime() - lastNanos() > PeriodicEmitter.SHORTEST_NANOS) {
      write();
    }
  }

  private synchronized long lastNanos() {
    return lastNanos;
  }

  private synchronized void write() {
    Quotas read = reader.read();
    if (read == null) {
      return; // The next event's counts are of this period, too.
    }
    long now = System.nanoTime();
    for (QuotaLevel level : read.levels()) {
      QuotaLevel before = last == null ? null : last.level(level.cgroup());
      boolean throttled = before != null && level.throttledNanos() > before.throttledNanos();
      if (before != null && (level.own() || level.limited() || throttled)) {
        write(level, before, now - lastNanos, read.whole());
      }
    }
    last = read;
    lastNanos = now;
  }

  private void write(QuotaLevel level, QuotaLevel before, long period, boolean whole) {
    CpuQuota e = new CpuQuota();
    e.period = period;
    e.cgroup = printable.apply(level.cgroup());
    e.own = level.own();
    e.quota = EventNames.span(level.quotaNanos());
    e.quotaPeriod = EventNames.span(level.periodNanos());
    e.burst = EventNames.span(level.burstNanos());
    e.cpus = level.limited() ? (double) level.quotaNanos() / level.periodNanos() : -1;
    e.periods = since(level.periods(), before.periods());
    e.throttledPeriods = since(level.throttledPeriods(), before.throttledPeriods());
    e.throttledTime = EventNames.span(since(level.throttledNanos(), before.throttledNanos()));
    e.pressureSome = EventNames.span(since(level.someNanos(), before.someNanos()));
    e.pressureFull = EventNames.span(since(level.fullNanos(), before.fullNanos()));
    e.allVisible = whole;
    e.commit();
  }

  /**
   * What was added to a tally; -1 if it is not known, or began anew: then it is another cgroup's.
   */
  private static long since(long now, long before) {
    return now < 0 || before < 0 || now < before ? -1 : now - before;
  }
}
