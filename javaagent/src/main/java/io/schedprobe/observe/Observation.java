package io.schedprobe.observe;

import io.schedprobe.identity.CgroupNames;
import io.schedprobe.model.CgroupName;
import io.schedprobe.model.Quotas;
import io.schedprobe.model.Wait;
import io.schedprobe.model.WaitSink;
import io.schedprobe.source.SourceStatistics;
import java.util.List;
import java.util.function.Supplier;

/**
 * Hands single waits to JFR and to the observers as they come, and intervals to the observers. For
 * the tracer's thread.
 */
public final class Observation implements WaitSink {
  /** A turn of the tracer that comes a little early still ends an interval. */
  private static final long INTERVAL_NANOS = 950_000_000L;

  /** Quotas are files to read: they are looked at less often. */
  private static final int QUOTAS_EVERY = 5;

  private final List<Observer> observers;
  private final Readings readings;
  private final Readings.Account account;
  private final CgroupNames names;
  private final Supplier<Quotas> quotaReader;
  private final AgentReports reports;
  private WaitSink recorder;
  private Quotas quotas;
  private int untilQuotas;
  private long begun;
  private long waits;
  private boolean first = true;
  private long failures;

  /**
   * @param quotas as they are now; may give null
   */
  public Observation(
      List<Observer> observers,
      Readings readings,
      CgroupNames names,
      Supplier<Quotas> quotas,
      AgentReports reports) {
    this.observers = List.copyOf(observers);
    this.readings = readings;
    this.account = readings.account();
    this.names = names;
    this.quotaReader = quotas;
    this.reports = reports;
  }

  /** JFR is there: it gets single waits, too. */
  public void recorder(WaitSink sink) {
    recorder = sink;
  }

  /** Whether anybody observes. */
  public boolean isWanted() {
    return !observers.isEmpty();
  }

  /** Single waits handed on so far. */
  public long waits() {
    return waits;
  }

  /** The shortest single wait that an observer wants; {@link Long#MAX_VALUE} if none does. */
  public long thresholdNanos() {
    return observers.stream().mapToLong(Observer::thresholdNanos).min().orElse(Long.MAX_VALUE);
  }

  /** A source was opened. */
  public void begin() {
    if (isWanted()) {
      account.begin();
      begun = System.nanoTime();
      first = true;
      untilQuotas = 0;
    }
  }

  @Override
  public void onCgroup(CgroupName name) {
    if (recorder != null) {
      recorder.onCgroup(name);
    } else {
      try {
        names.learn(name);
      } catch (RuntimeException | LinkageError e) {
        failures++;
      }
    }
  }

  @Override
  public void onWait(Wait wait) {
    waits++;
    if (recorder != null) {
      recorder.onWait(wait);
    }
    for (int i = 0; i < observers.size(); i++) {
      try {
        observers.get(i).onWait(wait);
      } catch (RuntimeException | LinkageError e) {
        failures++;
      }
    }
  }

  /** Ends the interval if it is long enough. To be called after the waits there were delivered. */
  public void turn() {
    if (isWanted() && System.nanoTime() - begun >= INTERVAL_NANOS) {
      end();
    }
  }

  /** Ends the interval however short, since the source will be closed. */
  public void end() {
    if (!isWanted()) {
      return;
    }
    SourceStatistics statistics = readings.statistics();
    if (statistics == null) {
      return;
    }
    if (--untilQuotas < 0) {
      quotas = quotaReader.get();
      untilQuotas = QUOTAS_EVERY - 1;
    }
    long now = System.nanoTime();
    Interval interval =
        new Interval(
            begun,
            Math.max(1, now - begun),
            first,
            reports.source(),
            account.threads(),
            account.neighbors(),
            quotas,
            statistics,
            reports.decoder(),
            reports.use(),
            failures);
    begun = now;
    first = false;
    for (Observer observer : observers) {
      try {
        observer.onInterval(interval);
      } catch (RuntimeException | LinkageError e) {
        failures++;
      }
    }
  }
}
