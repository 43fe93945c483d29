package io.schedprobe.detect;

import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.Onset;
import io.schedprobe.model.QuotaLevel;
import io.schedprobe.model.Quotas;
import io.schedprobe.model.Runner;
import io.schedprobe.model.Share;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.model.Wait;
import io.schedprobe.source.SourceStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A service whose waits are made up second by second, in front of a detector. */
final class Stream {
  static final long MS = 1_000_000L;
  static final long SECOND = 1_000_000_000L;

  final List<Alert> alerts = new ArrayList<>();
  final Detector detector;
  private final Map<Long, long[]> uses = new LinkedHashMap<>();
  private final long[] shares = new long[Share.COUNT];
  private long now;
  private long total;
  private long waits;
  private long emitted;
  private long allWaits;
  private long suppressed;
  private long dropped;
  private long periods;
  private long throttledPeriods;

  Stream(AlertSettings settings) {
    this(new Detector(ScoreSettings.DEFAULT, settings));
  }

  Stream(Detector detector) {
    this.detector = detector;
  }

  Stream() {
    this(AlertSettings.DEFAULT);
  }

  /** Waits behind a neighbor, each beginning by losing the CPU to it. */
  Stream external(long cgroupId, int count, long nanosEach) {
    for (int i = 0; i < count; i++) {
      Runner runner = new Runner(Share.EXTERNAL, "hog", "hog", 1, 1, cgroupId, nanosEach);
      wait(Onset.PREEMPTION, runner, Share.EXTERNAL, nanosEach);
      long[] use = uses.computeIfAbsent(cgroupId, id -> new long[2]);
      use[0] += nanosEach;
      use[1] += nanosEach;
    }
    return this;
  }

  /** Waits of which all goes to one share that is no neighbor's. */
  Stream own(Share share, int count, long nanosEach) {
    for (int i = 0; i < count; i++) {
      wait(Onset.WAKEUP, null, share, nanosEach);
    }
    return this;
  }

  /** Waits that a quota and a neighbor prolonged both. */
  Stream mixed(long cgroupId, int count, long throttled, long external) {
    for (int i = 0; i < count; i++) {
      long[] parts = new long[Share.COUNT];
      parts[Share.THROTTLED.ordinal()] = throttled;
      parts[Share.EXTERNAL.ordinal()] = external;
      Runner runner = new Runner(Share.EXTERNAL, "hog", "hog", 1, 1, cgroupId, external);
      add(Onset.THROTTLED, null, parts, List.of(runner), throttled + external);
      long[] use = uses.computeIfAbsent(cgroupId, id -> new long[2]);
      use[0] += external;
      use[1] += external;
    }
    return this;
  }

  Stream periods(long all, long throttled) {
    periods += all;
    throttledPeriods += throttled;
    return this;
  }

  Stream suppressed(long count) {
    suppressed += count;
    return this;
  }

  Stream dropped(long count) {
    dropped += count;
    return this;
  }

  /** A second ends. */
  List<Alert> tick() {
    now += SECOND;
    List<NeighborUse> neighbors = new ArrayList<>();
    uses.forEach((id, use) -> neighbors.add(new NeighborUse(id, use[0], use[1])));
    ThreadWaits thread =
        new ThreadWaits(1, 1, "worker", false, waits, total, 0, 0, shares.clone(), null);
    QuotaLevel level =
        new QuotaLevel("/", true, 50 * MS, 100 * MS, 0, periods, throttledPeriods, 0, -1, -1);
    List<Alert> due =
        detector.onInterval(
            now,
            SECOND,
            List.of(thread),
            neighbors,
            new Quotas(List.of(level), true),
            statistics());
    alerts.addAll(due);
    uses.clear();
    Arrays.fill(shares, 0);
    total = 0;
    waits = 0;
    return due;
  }

  private SourceStatistics statistics() {
    return new SourceStatistics(
        allWaits,
        emitted,
        suppressed,
        0,
        dropped,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        List.of());
  }

  long seconds() {
    return now / SECOND;
  }

  private void wait(Onset onset, Runner runner, Share share, long nanos) {
    long[] parts = new long[Share.COUNT];
    parts[share.ordinal()] = nanos;
    add(
        onset,
        onset == Onset.PREEMPTION ? runner : null,
        parts,
        runner == null ? List.of() : List.of(runner),
        nanos);
  }

  private void add(Onset onset, Runner preemptor, long[] parts, List<Runner> culprits, long nanos) {
    for (int i = 0; i < parts.length; i++) {
      shares[i] += parts[i];
    }
    total += nanos;
    waits++;
    allWaits++;
    emitted++;
    detector.onWait(
        new Wait(allWaits, now, nanos, parts, 1, 1, 0, 0, onset, "worker", preemptor, culprits));
  }
}
