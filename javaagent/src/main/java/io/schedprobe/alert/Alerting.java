package io.schedprobe.alert;

import io.schedprobe.detect.Alert;
import io.schedprobe.detect.Assessment;
import io.schedprobe.detect.Cause;
import io.schedprobe.detect.Channel;
import io.schedprobe.detect.Detector;
import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.Quotas;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.model.Wait;
import io.schedprobe.source.SourceStatistics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * The detector with its channels. All but {@link #writeStatistics} and {@link #close} is for the
 * tracer's thread: it is quick, and never throws.
 */
public final class Alerting implements AutoCloseable {
  private final Detector detector;
  private final Service service;
  private final LongFunction<NeighborName> names;
  private final Dispatcher dispatcher;
  private final Consumer<Alert> count;
  private final Map<Long, NeighborName> firstNames = new HashMap<>();
  private final AtomicLong failed = new AtomicLong();

  /**
   * @param names what a cgroup is called now, by the kernel's id; never null
   * @param count is handed each alert that begins
   */
  public Alerting(
      Detector detector,
      AlertChannels channels,
      Service service,
      LongFunction<NeighborName> names,
      Consumer<Alert> count) {
    this.detector = detector;
    this.service = service;
    this.names = names;
    this.count = count;
    this.dispatcher = channels.open();
  }

  /**
   * Begins to deliver.
   *
   * @param onThread run first on the thread that delivers, if there is one
   */
  public void start(Runnable onThread) {
    if (dispatcher != null) {
      dispatcher.start(onThread);
    }
  }

  public void onWait(Wait wait) {
    try {
      detector.onWait(wait);
    } catch (RuntimeException | LinkageError e) {
      failed.incrementAndGet();
    }
  }

  /** See {@link Detector#onInterval}. */
  public void onInterval(
      long endNanos,
      long nanos,
      List<ThreadWaits> threads,
      List<NeighborUse> uses,
      Quotas quotas,
      SourceStatistics statistics) {
    try {
      detector
          .onInterval(endNanos, nanos, threads, uses, quotas, statistics)
          .forEach(this::takeOne);
    } catch (RuntimeException | LinkageError e) {
      failed.incrementAndGet();
    }
  }

  /** One that cannot be told must not take the others with it. */
  private void takeOne(Alert alert) {
    try {
      if (alert.phase() == Alert.Phase.FIRING) {
        count.accept(alert);
      }
      tell(message(alert, Instant.now()));
    } catch (RuntimeException | LinkageError e) {
      failed.incrementAndGet();
    }
  }

  /** Of all causes at work. */
  public List<Assessment> assessments() {
    return detector.assessments();
  }

  /** Words of alerts so far; 0 and up. */
  public DeliveryStatistics delivery() {
    return dispatcher == null ? null : dispatcher.statistics();
  }

  /** Writes the event AlertStatistics. On JFR's thread. */
  public void writeStatistics() {
    JfrWriter.write(detector.statistics(), delivery(), failed.get());
  }

  private void tell(AlertMessage message) {
    boolean toJfr =
        message.alert().targets().isEmpty() || message.alert().targets().contains(Channel.JFR);
    if (toJfr) {
      JfrWriter.write(message);
    }
    if (dispatcher != null) {
      dispatcher.offer(message);
    }
  }

  /** The name is the one that the first word had: receivers know an alert by it. */
  private AlertMessage message(Alert alert, Instant now) {
    NeighborName neighbor = null;
    if (alert.assessment().cause() == Cause.NEIGHBOR) {
      neighbor =
          firstNames.computeIfAbsent(alert.id(), id -> names.apply(alert.assessment().cgroupId()));
      if (alert.phase() == Alert.Phase.RESOLVED) {
        firstNames.remove(alert.id());
      }
    }
    return new AlertMessage(
        alert,
        service,
        neighbor,
        alert.largest().stream().map(part -> names.apply(part.cgroupId())).toList(),
        now.minusNanos(alert.nowNanos() - alert.startNanos()),
        now,
        null);
  }

  @Override
  public void close() {
    if (dispatcher != null) {
      dispatcher.close();
    }
  }
}
