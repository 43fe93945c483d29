package io.schedprobe.detect;

import static io.schedprobe.detect.Stream.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.model.Share;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DetectorTest {
  private static final long HOG = 42;

  private static Assessment of(Stream stream, Cause cause) {
    return stream.detector.assessments().stream()
        .filter(a -> a.cause() == cause)
        .findFirst()
        .orElseThrow();
  }

  private static List<Alert> of(Stream stream, Alert.Phase phase) {
    return stream.alerts.stream().filter(a -> a.phase() == phase).collect(Collectors.toList());
  }

  @Test
  void aSteadyNeighborIsNamedWithinTenSeconds() {
    Stream stream = new Stream();
    while (stream.alerts.isEmpty() && stream.seconds() < 60) {
      stream.external(HOG, 60, 4 * MS).tick();
    }
    Alert alert = stream.alerts.get(0);
    assertEquals(1, stream.alerts.size());
    assertEquals(HOG, alert.assessment().cgroupId());
    assertEquals(Cause.NEIGHBOR, alert.assessment().cause());
    assertEquals(Pattern.SUSTAINED, alert.assessment().pattern());
    assertTrue(stream.seconds() <= 7, () -> "only after " + stream.seconds());
    assertEquals(60, alert.assessment().preemptionsPerSecond(), 1e-9);
    assertEquals(0.24, alert.assessment().lost(), 1e-9);
    assertEquals(1, (double) alert.assessment().p95() / (4 * MS), 0.0625);
    assertEquals(List.of(new Alert.Part(HOG, 1)), alert.largest());
  }

  @Test
  void oneSpikeIsNoAlert() {
    Stream stream = new Stream();
    for (int i = 0; i < 120; i++) {
      if (i >= 30 && i < 33) {
        stream.external(HOG, 100, 5 * MS);
      }
      stream.own(Share.IDLE, 50, MS / 10).tick();
    }
    assertEquals(List.of(), stream.alerts);
  }

  @Test
  void aQuotaIsScoredButNoNeighborIsBlamed() {
    Stream stream = new Stream();
    for (int i = 0; i < 60; i++) {
      stream.own(Share.THROTTLED, 10, 50 * MS).periods(10, 10).tick();
    }
    assertEquals(List.of(), stream.alerts);
    assertEquals(
        List.of(Cause.QUOTA),
        stream.detector.assessments().stream().map(Assessment::cause).toList());
    Assessment quota = of(stream, Cause.QUOTA);
    assertEquals(1, quota.throttledPart());
    assertTrue(quota.score().overall() > 90);
    assertEquals(Score.NONE, quota.score().preemption());
  }

  @Test
  void aQuotaIsAlertedOfWhereAskedFor() {
    AlertSettings d = AlertSettings.DEFAULT;
    Stream stream =
        new Stream(
            new AlertSettings(
                d.score(), d.confidence(), d.durationNanos(), d.cooldownNanos(), true, List.of()));
    for (int i = 0; i < 10; i++) {
      stream.own(Share.THROTTLED, 10, 50 * MS).periods(10, 10).tick();
    }
    assertEquals(
        List.of(Cause.QUOTA), stream.alerts.stream().map(a -> a.assessment().cause()).toList());
  }

  @Test
  void whatTheQuotaTookIsNoneOfTheNeighborsLatency() {
    Stream stream = new Stream();
    for (int i = 0; i < 10; i++) {
      stream.mixed(HOG, 40, 80 * MS, 3 * MS).periods(10, 9).tick();
    }
    Assessment neighbor = of(stream, Cause.NEIGHBOR);
    assertEquals(1, (double) neighbor.p99() / (3 * MS), 0.0625);
    assertEquals(0.12, neighbor.lost(), 1e-9);
    assertEquals(1, (double) of(stream, Cause.QUOTA).p99() / (80 * MS), 0.0625);
    assertEquals(HOG, stream.alerts.get(0).assessment().cgroupId());
    assertEquals(1, stream.alerts.size());
  }

  @Test
  void burstsThatComeAgainAreAnAlertAtTheThird() {
    Stream stream = new Stream();
    for (int i = 0; i < 100; i++) {
      if (i % 10 < 2) {
        stream.external(HOG, 60, 5 * MS);
      }
      stream.own(Share.IDLE, 10, MS).tick();
    }
    Alert alert = stream.alerts.get(0);
    assertEquals(Pattern.RECURRING, alert.assessment().pattern());
    assertTrue(alert.nowNanos() <= 22 * Stream.SECOND);
    assertEquals(10 * Stream.SECOND, stream.detector.temporal(HOG).periodNanos());
    assertEquals(1, of(stream, Alert.Phase.FIRING).size());
    assertEquals(0, of(stream, Alert.Phase.RESOLVED).size());
  }

  @Test
  void theJvmsOwnThreadsAreNoNeighbor() {
    Stream stream = new Stream();
    for (int i = 0; i < 60; i++) {
      stream.own(Share.SELF, 100, 9 * MS).tick();
    }
    assertEquals(List.of(), stream.alerts);
    assertEquals(List.of(), stream.detector.assessments());
  }

  @Test
  void manySmallNeighborsAreToldOfTogether() {
    Stream stream = new Stream();
    for (int i = 0; i < 20; i++) {
      for (long id = 1; id <= 30; id++) {
        stream.external(id, 4, 2 * MS);
      }
      stream.tick();
    }
    Alert alert = stream.alerts.get(0);
    assertEquals(1, stream.alerts.size());
    assertEquals(Cause.NEIGHBORS, alert.assessment().cause());
    assertEquals(3, alert.largest().size());
    assertEquals(1.0 / 30, alert.largest().get(0).part(), 1e-9);
  }

  @Test
  void whoIsOneOfManyIsNotNamedHoweverNoisyItIs() {
    Stream stream = new Stream();
    for (int i = 0; i < 20; i++) {
      for (long id = 1; id <= 12; id++) {
        stream.external(id, 8, 6 * MS);
      }
      stream.tick();
    }
    assertTrue(of(stream, Cause.NEIGHBOR).score().overall() > 50);
    assertEquals(1, stream.alerts.size());
    assertEquals(Cause.NEIGHBORS, stream.alerts.get(0).assessment().cause());
  }

  @Test
  void eachOfAFewIsNamed() {
    Stream stream = new Stream();
    for (int i = 0; i < 20; i++) {
      for (long id = 1; id <= 4; id++) {
        stream.external(id, 20, 4 * MS);
      }
      stream.external(5, 1, 4 * MS).tick();
    }
    assertEquals(
        List.of(1L, 2L, 3L, 4L),
        stream.alerts.stream().map(a -> a.assessment().cgroupId()).sorted().toList());
  }

  @Test
  void shorterWaitsThatARecordingAskedForChangeNothing() {
    Stream alone = new Stream();
    Stream recorded = new Stream();
    for (int i = 0; i < 10; i++) {
      alone.external(HOG, 60, 4 * MS).tick();
      recorded.external(HOG, 60, 4 * MS).external(HOG, 3000, MS / 100).tick();
    }
    Assessment expected = of(alone, Cause.NEIGHBOR);
    Assessment found = of(recorded, Cause.NEIGHBOR);
    assertEquals(expected.waits(), found.waits());
    assertEquals(expected.p95(), found.p95());
    assertEquals(expected.confidence(), found.confidence());
    assertEquals(expected.preemptionsPerSecond(), found.preemptionsPerSecond());
    assertEquals(1, recorded.alerts.size());
  }

  @Test
  void aQuietServiceIsLeftAlone() {
    Stream stream = new Stream();
    for (int i = 0; i < 300; i++) {
      stream.own(Share.IDLE, 100, MS / 20).external(7, 2, MS).tick();
    }
    assertEquals(List.of(), stream.alerts);
  }

  @Test
  void lossesLowerTheConfidenceInProportion() {
    Stream whole = new Stream();
    Stream lossy = new Stream();
    for (int i = 0; i < 20; i++) {
      whole.external(HOG, 50, 4 * MS).tick();
      lossy.external(HOG, 50, 4 * MS).dropped(50).tick();
    }
    assertEquals(
        of(whole, Cause.NEIGHBOR).confidence() / 2, of(lossy, Cause.NEIGHBOR).confidence(), 1e-9);
    assertEquals(1, whole.alerts.size());
    assertEquals(List.of(), lossy.alerts);
  }

  @Test
  void whatTheRateCapHoldsBackLeavesSampleThatCountsForItsSizeAlone() {
    Stream whole = new Stream();
    Stream sample = new Stream();
    for (int i = 0; i < 20; i++) {
      whole.external(HOG, 50, 4 * MS).tick();
      sample.external(HOG, 50, 4 * MS).suppressed(5000).tick();
    }
    assertEquals(of(whole, Cause.NEIGHBOR).confidence(), of(sample, Cause.NEIGHBOR).confidence());
    assertEquals(50, of(whole, Cause.NEIGHBOR).preemptionsPerSecond(), 1e-9);
    assertEquals(5050, of(sample, Cause.NEIGHBOR).preemptionsPerSecond(), 1e-9);
    assertEquals(1, sample.alerts.size());
  }

  @Test
  void neighborsWithoutEndTakeNoMoreThanTheirPlaces() {
    Stream stream = new Stream(new Detector(ScoreSettings.DEFAULT, AlertSettings.DEFAULT, 8));
    for (int i = 0; i < 200; i++) {
      for (int k = 0; k < 20; k++) {
        stream.external(1000L * i + k, 1, 5 * MS);
      }
      stream.tick();
    }
    DetectorStatistics s = stream.detector.statistics();
    assertEquals(8, s.tracked());
    assertTrue(s.evicted() > 0);
    assertEquals(200 * 20, s.untracked() + s.evicted() + s.tracked());
  }

  @Test
  void itIsOverWhenTheNeighborIsQuietAndTheCooldownHoldsBackTheNext() {
    Stream stream = new Stream();
    run(stream, 20, true);
    run(stream, 20, false);
    assertEquals(1, of(stream, Alert.Phase.RESOLVED).size());
    run(stream, 20, true);
    assertEquals(1, of(stream, Alert.Phase.FIRING).size());
    assertEquals(1, stream.detector.statistics().cooledDown());
    run(stream, 300, true);
    assertEquals(2, of(stream, Alert.Phase.FIRING).size());
  }

  @Test
  void anEscalationThatNotifiesAtOnceIsNotHeldBackByTheCooldown() {
    AlertSettings d = AlertSettings.DEFAULT;
    Escalation atOnce =
        new Escalation(60, 0, 0, 0, Escalation.Action.NOTIFY, Severity.CRITICAL, Set.of());
    Stream stream =
        new Stream(
            new AlertSettings(
                d.score(),
                d.confidence(),
                d.durationNanos(),
                d.cooldownNanos(),
                false,
                List.of(atOnce)));
    run(stream, 20, true);
    run(stream, 20, false);
    run(stream, 20, true);
    assertEquals(2, of(stream, Alert.Phase.FIRING).size());
    assertEquals(0, stream.detector.statistics().cooledDown());
    assertEquals(Severity.CRITICAL, stream.alerts.get(0).severity());
  }

  @Test
  void anAlertThatLastsIsRepeatedAfterTheCooldownAndEscalatesOnce() {
    Stream stream = new Stream();
    run(stream, 700, true);
    assertEquals(1, of(stream, Alert.Phase.FIRING).size());
    assertEquals(Severity.WARNING, stream.alerts.get(0).severity());
    assertEquals(1, of(stream, Alert.Phase.ESCALATED).size());
    assertEquals(Severity.CRITICAL, stream.alerts.get(1).severity());
    assertEquals(2, of(stream, Alert.Phase.REPEATED).size());
    assertEquals(1, stream.alerts.stream().map(Alert::id).distinct().count());
  }

  private static void run(Stream stream, int seconds, boolean hog) {
    for (int i = 0; i < seconds; i++) {
      if (hog) {
        stream.external(HOG, 60, 5 * MS);
      }
      stream.tick();
    }
  }
}
