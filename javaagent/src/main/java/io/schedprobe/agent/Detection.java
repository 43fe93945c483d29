package io.schedprobe.agent;

import io.schedprobe.alert.Alerting;
import io.schedprobe.alert.DeliveryStatistics;
import io.schedprobe.alert.NeighborName;
import io.schedprobe.alert.Service;
import io.schedprobe.detect.Alert;
import io.schedprobe.detect.Detector;
import io.schedprobe.emit.OwnProcess;
import io.schedprobe.events.AlertStatistics;
import io.schedprobe.identity.CgroupIdentity;
import io.schedprobe.identity.CgroupNames;
import io.schedprobe.identity.Escaping;
import io.schedprobe.metrics.Family;
import io.schedprobe.metrics.Meters;
import io.schedprobe.metrics.Point;
import io.schedprobe.model.Wait;
import io.schedprobe.observe.Interval;
import io.schedprobe.observe.Observer;
import io.schedprobe.options.DetectionOptions;
import java.util.List;
import java.util.function.Consumer;
import jdk.jfr.FlightRecorder;

/** The detector among the observers, and its life. */
final class Detection implements Observer, AutoCloseable {
  private final Detector detector;
  private final Alerting alerting;
  private final Runnable statisticsHook = this::writeStatistics;
  private boolean hooked;

  /**
   * @param count is handed each alert that begins
   */
  Detection(DetectionOptions options, CgroupNames cgroups, Consumer<Alert> count) {
    detector = new Detector(options.scores(), options.alerts());
    alerting =
        new Alerting(detector, options.channels(), service(), id -> shown(cgroups.find(id)), count);
  }

  private static Service service() {
    OwnProcess own = OwnProcessReader.read();
    return new Service(
        Escaping.printable(own.name()),
        own.pid(),
        Escaping.printable(own.cgroup()),
        Escaping.printable(HostName.read()));
  }

  private static NeighborName shown(CgroupIdentity identity) {
    String pod = identity.labels().pod();
    return new NeighborName(
        Escaping.printable(identity.shownPath()),
        Escaping.printable(identity.placement().containerId()),
        Escaping.printable(identity.labels().containerName()),
        Escaping.printable(pod == null ? identity.placement().podUid() : pod));
  }

  /** What became of the words of alerts. */
  List<Family> families() {
    DeliveryStatistics d = alerting.delivery();
    if (d == null) {
      return List.of();
    }
    return List.of(
        new Family(
            Meters.ALERT_DELIVERIES,
            List.of(
                new Point(List.of("delivered"), d.delivered()),
                new Point(List.of("retried"), d.retries()),
                new Point(List.of("refused"), d.refused()),
                new Point(List.of("given_up"), d.givenUp()),
                new Point(List.of("overflowed"), d.overflowed()),
                new Point(List.of("reminder_lost"), d.remindersLost())),
            null,
            0));
  }

  /**
   * Begins to deliver.
   *
   * @param onThread run first on the thread that delivers, if there is one
   */
  void start(Runnable onThread) {
    alerting.start(onThread);
  }

  /** JFR is initialized and our event classes are registered. */
  synchronized void ready() {
    if (!hooked) {
      hooked = true;
      FlightRecorder.addPeriodicEvent(AlertStatistics.class, statisticsHook);
    }
  }

  /** Whatever happens here, JFR's thread, which serves the whole JVM, must not feel it. */
  private void writeStatistics() {
    try {
      alerting.writeStatistics();
    } catch (RuntimeException | LinkageError e) {
      // The tallies are cumulative: the next event tells them.
    }
  }

  @Override
  public long thresholdNanos() {
    return detector.thresholdNanos();
  }

  @Override
  public void onWait(Wait wait) {
    alerting.onWait(wait);
  }

  @Override
  public void onInterval(Interval interval) {
    alerting.onInterval(
        interval.endNanos(),
        interval.nanos(),
        interval.threads(),
        interval.neighbors(),
        interval.quotas(),
        interval.statistics());
  }

  @Override
  public synchronized void close() {
    if (hooked) {
      hooked = false;
      FlightRecorder.removePeriodicEvent(statisticsHook);
    }
    alerting.close();
  }
}
