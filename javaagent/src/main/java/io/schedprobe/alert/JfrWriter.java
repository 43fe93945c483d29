package io.schedprobe.alert;

import io.schedprobe.detect.Assessment;
import io.schedprobe.detect.DetectorStatistics;
import io.schedprobe.events.AlertStatistics;
import io.schedprobe.events.NoisyNeighborAlert;
import jdk.jfr.FlightRecorder;

/** Writes alerts as JFR events; at once, for that is quick. */
final class JfrWriter {
  private JfrWriter() {}

  static void write(AlertMessage m) {
    if (!FlightRecorder.isInitialized()) {
      return;
    }
    Assessment a = m.alert().assessment();
    NoisyNeighborAlert e = new NoisyNeighborAlert();
    e.alertId = m.alert().id();
    e.phase = AlertText.word(m.alert().phase());
    e.severity = AlertText.word(m.alert().severity());
    e.cause = AlertText.word(a.cause());
    if (m.neighbor() != null) {
      e.cgroup = m.neighbor().cgroup();
      e.container = m.neighbor().container();
      e.containerName = m.neighbor().containerName();
      e.pod = m.neighbor().pod();
    }
    e.score = a.score().overall();
    e.latencyScore = a.score().latency();
    e.preemptionScore = a.score().preemption();
    e.throttlingScore = a.score().throttling();
    e.resourceScore = a.score().resource();
    e.confidence = a.confidence();
    e.coverage = a.coverage();
    e.pattern = AlertText.word(a.pattern());
    e.lasting = m.alert().nowNanos() - m.alert().startNanos();
    e.waits = a.waits();
    e.p50 = a.p50();
    e.p95 = a.p95();
    e.p99 = a.p99();
    e.baseline = a.baselineNanos();
    e.preemptionRate = a.preemptionsPerSecond();
    e.cpus = a.cpus();
    e.lost = a.lost();
    e.trend = m.alert().temporal().slope();
    e.recurrencePeriod = m.alert().temporal().periodNanos();
    e.throttledPart = a.throttledPart();
    e.largest = m.largest().isEmpty() ? null : AlertText.largest(m);
    e.repeats = m.alert().repeats();
    e.recommendation = m.alert().advice();
    e.commit();
  }

  /**
   * Writes what became of the alerts so far.
   *
   * @param delivery null where no channel but JFR is configured
   */
  static void write(DetectorStatistics d, DeliveryStatistics delivery, long failed) {
    AlertStatistics e = new AlertStatistics();
    e.alerts = d.alerts();
    e.resolved = d.resolved();
    e.cooledDown = d.cooledDown();
    e.neighbors = d.tracked();
    e.neighborsEvicted = d.evicted();
    e.neighborsUntracked = d.untracked();
    e.failed = failed;
    if (delivery != null) {
      e.delivered = delivery.delivered();
      e.retries = delivery.retries();
      e.refused = delivery.refused();
      e.givenUp = delivery.givenUp();
      e.overflowed = delivery.overflowed();
      e.remindersLost = delivery.remindersLost();
      e.waiting = delivery.waiting();
    }
    e.commit();
  }
}
