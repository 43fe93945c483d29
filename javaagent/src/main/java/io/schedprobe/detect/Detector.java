package io.schedprobe.detect;

import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.Onset;
import io.schedprobe.model.Quotas;
import io.schedprobe.model.Runner;
import io.schedprobe.model.Share;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.model.Wait;
import io.schedprobe.source.SourceStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes the single waits and, each second or so, the sums; gives an assessment of each cause and
 * the alerts that are due. For one thread.
 */
public final class Detector {
  /** Neighbors remembered at the most. */
  public static final int NEIGHBORS = 64;

  /** Less thread time lost than this part of an interval is not worth a place. */
  private static final double WORTH_A_PLACE = 0.001;

  /** One neighbor with this part of the time lost to all answers for it alone. */
  private static final double DOMINANT = 0.5;

  /** Who took less of the time lost to all is one of many, and told of as such. */
  private static final double PART_OF_ITS_OWN = 0.2;

  private static final int LARGEST = 3;

  private final ScoreSettings scores;
  private final AlertPolicy policy;
  private final WindowClock clock;
  private final NeighborTable neighbors;
  private final Track crowd = new Track(Cause.NEIGHBORS, 0);
  private final Track quota = new Track(Cause.QUOTA, 0);
  private final Coverage coverage = new Coverage();
  private final QuotaPeriods periods = new QuotaPeriods();
  private final History ownWaits = new History(Track.REMEMBERED);
  private final Assessor assessor;
  private final CulpritSums culprits = new CulpritSums();
  private volatile List<Assessment> assessments = List.of();
  private volatile DetectorStatistics tallies = new DetectorStatistics(0, 0, 0, 0, 0, 0);
  private long intervals;
  private long alerts;
  private long resolved;

  public Detector(ScoreSettings scores, AlertSettings alertSettings) {
    this(scores, alertSettings, NEIGHBORS);
  }

  Detector(ScoreSettings scores, AlertSettings alertSettings, int neighborLimit) {
    this.scores = scores;
    this.policy = new AlertPolicy(alertSettings);
    this.clock = new WindowClock(alertSettings.durationNanos());
    this.neighbors = new NeighborTable(neighborLimit);
    this.assessor =
        new Assessor(
            scores, alertSettings.durationNanos(), clock, coverage, periods, ownWaits::median);
  }

  /** The threshold of single waits that the detector needs, nanoseconds. */
  public long thresholdNanos() {
    return scores.latencyNanos();
  }

  /** A single wait ended. */
  public void onWait(Wait wait) {
    if (wait.durationNanos() < scores.latencyNanos()) {
      // Somebody else asked for it: a recording must not change what is judged.
      return;
    }
    int slot = clock.slot();
    long external = wait.share(Share.EXTERNAL);
    long throttled = wait.share(Share.THROTTLED);
    if (throttled > 0) {
      quota.window.addWait(slot, throttled);
    }
    if (external <= 0) {
      return;
    }
    crowd.window.addWait(slot, external);
    long named = culprits.sum(wait.culprits());
    coverage.addWait(slot, external, named);
    for (int i = 0; i < culprits.size(); i++) {
      Track track = find(culprits.cgroupId(i));
      if (track != null) {
        track.window.addWait(slot, culprits.nanos(i));
      }
    }
    Runner by = wait.preemptor();
    if (wait.onset() == Onset.PREEMPTION && by != null && by.kind() == Share.EXTERNAL) {
      crowd.window.addPreemption(slot);
      Track track = find(by.cgroupId());
      if (track != null) {
        track.window.addPreemption(slot);
      }
    }
  }

  /** While there is room a neighbor gets a place at once, else if its sums are worth one. */
  private Track find(long cgroupId) {
    Track track = neighbors.find(cgroupId);
    return track == null && neighbors.hasRoom() ? neighbors.add(cgroupId) : track;
  }

  /**
   * An interval ended.
   *
   * @param endNanos when, monotonic
   * @param nanos its length, over 0
   * @param uses what each neighbor took in it
   * @param quotas cumulative; null if not known
   * @param statistics cumulative tallies of the source
   * @return what is to be told now
   */
  public List<Alert> onInterval(
      long endNanos,
      long nanos,
      List<ThreadWaits> threads,
      List<NeighborUse> uses,
      Quotas quotas,
      SourceStatistics statistics) {
    intervals++;
    int slot = clock.slot();
    List<Alert> due = new ArrayList<>();
    clock.add(nanos);
    addThreads(slot, nanos, threads, uses);
    addUses(slot, endNanos, nanos, uses, due);
    periods.add(slot, quotas);
    coverage.addTallies(slot, statistics);
    assess(endNanos, due);
    if (clock.isFull()) {
      turn();
    }
    tallies = count();
    return due;
  }

  /** Of all causes at work in the window, at the end of the last interval. For any thread. */
  public List<Assessment> assessments() {
    return assessments;
  }

  /** How a remembered neighbor developed; null if it is not remembered. */
  public Temporal temporal(long cgroupId) {
    Track track = neighbors.find(cgroupId);
    return track == null ? null : track.temporal();
  }

  /** At the end of the last interval. For any thread. */
  public DetectorStatistics statistics() {
    return tallies;
  }

  private DetectorStatistics count() {
    return new DetectorStatistics(
        neighbors.size(),
        neighbors.untracked(),
        neighbors.evicted(),
        policy.cooledDown(),
        alerts,
        resolved);
  }

  private void addThreads(int slot, long nanos, List<ThreadWaits> threads, List<NeighborUse> uses) {
    long waits = 0;
    long total = 0;
    long external = 0;
    long throttled = 0;
    long unattributed = 0;
    for (ThreadWaits t : threads) {
      waits += t.waits();
      total += t.totalNanos();
      if (t.shares() != null) {
        external += Math.max(0, t.shares()[Share.EXTERNAL.ordinal()]);
        throttled += Math.max(0, t.shares()[Share.THROTTLED.ordinal()]);
        unattributed += Math.max(0, t.shares()[Share.UNATTRIBUTED.ordinal()]);
      }
    }
    if (waits > 0) {
      ownWaits.add(Math.max(0, (double) (total - external - throttled) / waits));
    }
    coverage.addThreads(slot, total, unattributed);
    long cpu = 0;
    for (NeighborUse use : uses) {
      cpu += use.cpuNanos();
    }
    crowd.add(slot, external, cpu, nanos);
    quota.add(slot, throttled, 0, nanos);
  }

  private void addUses(int slot, long now, long nanos, List<NeighborUse> uses, List<Alert> due) {
    Set<Long> seen = new HashSet<>();
    List<NeighborUse> sorted = new ArrayList<>(uses);
    sorted.sort(Comparator.comparingLong(NeighborUse::stalledNanos).reversed());
    for (NeighborUse use : sorted) {
      boolean worthy = use.stalledNanos() >= WORTH_A_PLACE * nanos;
      Track track = neighbors.find(use.cgroupId());
      if (track == null && worthy) {
        track = place(use.cgroupId(), now, due);
      }
      if (track != null) {
        seen.add(use.cgroupId());
        track.add(slot, use.stalledNanos(), use.cpuNanos(), nanos);
        track.lastActive = worthy ? intervals : track.lastActive;
      }
    }
    for (Track track : neighbors.all()) {
      if (!seen.contains(track.cgroupId)) {
        track.add(slot, 0, 0, nanos);
      }
    }
  }

  /** A place for a neighbor that is new; null if all are taken by such as are at work. */
  private Track place(long cgroupId, long now, List<Alert> due) {
    if (!neighbors.hasRoom()) {
      Track idlest = neighbors.idlest();
      if (idlest == null || idlest.lastActive == intervals) {
        neighbors.countUntracked();
        return null;
      }
      AlertPolicy.Word word = policy.forget(idlest);
      if (word != null) {
        due.add(alert(idlest, assessor.assess(idlest), word, now));
      }
      neighbors.evict(idlest);
    }
    Track track = neighbors.add(cgroupId);
    track.lastActive = intervals;
    return track;
  }

  private void assess(long now, List<Alert> due) {
    List<Assessment> all = new ArrayList<>();
    for (Track track : neighbors.all()) {
      decide(track, now, all, due);
    }
    boolean alone = !crowd.alert.firing && isOneDominant();
    if (alone) {
      // Who answers alone is told of under his own name only.
      all.add(assessor.assess(crowd));
    } else {
      decide(crowd, now, all, due);
    }
    decide(quota, now, all, due);
    all.removeIf(a -> a.waits() == 0 && a.lost() == 0);
    assessments = List.copyOf(all);
  }

  private boolean isOneDominant() {
    long all = crowd.window.stalledNanos();
    boolean named = false;
    for (Track track : neighbors.all()) {
      named |= track.alert.firing || track.window.stalledNanos() >= DOMINANT * all;
    }
    return named;
  }

  private boolean isOneOfMany(Track track) {
    return track.window.stalledNanos() < PART_OF_ITS_OWN * crowd.window.stalledNanos();
  }

  private void decide(Track track, long now, List<Assessment> all, List<Alert> due) {
    Assessment before = assessor.assess(track);
    policy.note(track, before, now);
    Assessment a = before.with(assessor.pattern(track));
    all.add(a);
    if (track.cause == Cause.NEIGHBOR && !track.alert.firing && isOneOfMany(track)) {
      return;
    }
    AlertPolicy.Word word = policy.next(track, a, now);
    if (word != null) {
      due.add(alert(track, a, word, now));
    }
  }

  private Alert alert(Track track, Assessment a, AlertPolicy.Word word, long now) {
    alerts++;
    resolved += word.phase() == Alert.Phase.RESOLVED ? 1 : 0;
    return new Alert(
        word.id(),
        word.phase(),
        word.severity(),
        a,
        track.temporal(),
        word.startNanos(),
        now,
        word.repeats(),
        word.targets(),
        track.cause == Cause.QUOTA ? List.of() : largest(),
        Advice.against(a));
  }

  private List<Alert.Part> largest() {
    double all = Math.max(1, crowd.window.stalledNanos());
    return neighbors.all().stream()
        .filter(t -> t.window.stalledNanos() > 0)
        .sorted(Comparator.comparingLong((Track t) -> t.window.stalledNanos()).reversed())
        .limit(LARGEST)
        .map(t -> new Alert.Part(t.cgroupId, Math.min(1, t.window.stalledNanos() / all)))
        .toList();
  }

  private void turn() {
    clock.turn();
    int slot = clock.slot();
    neighbors.all().forEach(track -> track.window.clear(slot));
    crowd.window.clear(slot);
    quota.window.clear(slot);
    coverage.clear(slot);
    periods.clear(slot);
  }
}
