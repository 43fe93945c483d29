package io.schedprobe.metrics;

import io.schedprobe.identity.CgroupIdentity;
import io.schedprobe.identity.CgroupNames;
import io.schedprobe.model.LatencyHistogram;
import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.Onset;
import io.schedprobe.model.Runner;
import io.schedprobe.model.Share;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.model.Wait;
import io.schedprobe.observe.Interval;
import io.schedprobe.observe.Observer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * All that is exported, kept up by the tracer's thread, read by any. Counters begin at 0 with the
 * agent and never shrink, whatever becomes of the source.
 */
public final class ServiceMetrics implements Observer {
  private static final double NANOS = 1e9;
  private static final int NAMES = 4096;

  private final CgroupNames cgroups;
  private final UnaryOperator<String> printable;
  private final String own;
  private final long thresholdNanos;

  private final LatencyHistogram latency = new LatencyHistogram();
  private final Tally waits = new Tally();
  private final Tally waited = new Tally();
  private final Tally[] shares = new Tally[Share.COUNT];
  private final PreemptionCounts preemptions = new PreemptionCounts();
  private final NeighborPlaces neighbors;
  private final QuotaCounts quotas;
  private final AlertCounts alerts = new AlertCounts();
  private final Losses losses = new Losses();
  private final SourceHealth health = new SourceHealth();
  private final Map<Long, String> names = new HashMap<>();
  private boolean histogramKnown;

  /**
   * @param own what our own container is called in labels, escaped
   * @param mostNeighbors so many neighbors have series of their own
   * @param thresholdNanos the shortest wait whose preemptor is to be named
   * @param printable makes a name from the kernel safe to show; null for null
   */
  public ServiceMetrics(
      CgroupNames cgroups,
      String own,
      int mostNeighbors,
      long thresholdNanos,
      UnaryOperator<String> printable) {
    this.cgroups = cgroups;
    this.own = own;
    this.thresholdNanos = thresholdNanos;
    this.printable = printable;
    this.neighbors = new NeighborPlaces(mostNeighbors);
    this.quotas = new QuotaCounts(printable);
    for (int i = 0; i < shares.length; i++) {
      shares[i] = new Tally();
    }
  }

  /**
   * What a cgroup is called in labels.
   *
   * @param path as the process sees it
   * @param host what to say instead where a namespace hides the path
   */
  public static String ownName(String path, String host, UnaryOperator<String> printable) {
    boolean hidden = path.equals("/") || path.startsWith("/..");
    return hidden && !host.isEmpty()
        ? printable.apply(host)
        : NeighborName.of(CgroupIdentity.of(0, path), printable);
  }

  @Override
  public long thresholdNanos() {
    return thresholdNanos;
  }

  @Override
  public synchronized void onWait(Wait wait) {
    Runner by = wait.preemptor();
    if (wait.onset() != Onset.PREEMPTION || by == null) {
      return;
    }
    if (by.kind() == Share.EXTERNAL) {
      place(by.cgroupId()).preemptions.add(1);
      preemptions.addNeighbors();
    } else {
      preemptions.add(by.kind());
    }
  }

  @Override
  public synchronized void onInterval(Interval interval) {
    names.clear();
    neighbors.beginInterval();
    long lost = 0;
    for (ThreadWaits thread : interval.threads()) {
      take(thread);
      lost += Math.max(0, thread.preemptions());
    }
    preemptions.interval(lost);
    for (NeighborUse use : interval.neighbors()) {
      CgroupIdentity identity = cgroups.find(use.cgroupId());
      neighbors.use(name(identity), identity, use.cpuNanos(), use.stalledNanos());
    }
    quotas.update(interval.quotas());
    losses.update(interval);
    health.update(interval);
  }

  private void take(ThreadWaits thread) {
    waits.add(thread.waits());
    waited.add(thread.totalNanos());
    if (thread.histogram() != null) {
      latency.addAll(thread.histogram());
      histogramKnown = true;
    }
    long[] parts = thread.shares();
    if (parts != null) {
      for (int i = 0; i < parts.length; i++) {
        shares[i].add(parts[i]);
      }
    }
  }

  private NeighborPlaces.Place place(long cgroupId) {
    String known = names.get(cgroupId);
    CgroupIdentity identity = known == null ? cgroups.find(cgroupId) : null;
    if (known == null) {
      known = name(identity);
      if (names.size() < NAMES) {
        names.put(cgroupId, known);
      }
    }
    return neighbors.find(known, identity == null ? cgroups.find(cgroupId) : identity);
  }

  private String name(CgroupIdentity identity) {
    return NeighborName.of(identity, printable);
  }

  /**
   * An alert began.
   *
   * @param container of the neighbor as {@link #neighborName} calls it; empty where there is none
   * @param type what was alerted to, one of a few words
   */
  public synchronized void alert(String container, String type) {
    alerts.add(container, type);
  }

  /** What a neighbor is called in labels. */
  public String neighborName(long cgroupId) {
    return name(cgroups.find(cgroupId));
  }

  /** All values of this moment. Meters of which nothing is known are left out. */
  public synchronized List<Family> snapshot() {
    List<Family> families = new ArrayList<>();
    if (histogramKnown) {
      families.add(new Family(Meters.LATENCY, List.of(), latency.copy(), waited.sum()));
    }
    List<Point> preempted = preemptions.points(own);
    List<Point> cpu = new ArrayList<>();
    List<Point> stolen = new ArrayList<>();
    List<Point> info = new ArrayList<>();
    for (NeighborPlaces.Place place : neighbors.all()) {
      boolean used = place.cpu.isKnown() || place.preemptions.isKnown();
      if (used || neighbors.isRest(place)) {
        preempted.add(new Point(List.of(own, place.name), place.preemptions.sum()));
        cpu.add(new Point(List.of(place.name), place.cpu.sum() / NANOS));
        stolen.add(new Point(List.of(place.name), place.stolen.sum() / NANOS));
      }
      if (place.identity != null && !place.name.equals(NeighborName.UNKNOWN)) {
        info.add(info(place));
      }
    }
    add(families, Meters.PREEMPTIONS, preempted);
    add(families, Meters.ALERTS, alerts.points());
    add(families, Meters.WAITS, one((double) waits.sum()));
    add(families, Meters.WAIT_SECONDS, sharePoints());
    add(families, Meters.NEIGHBOR_CPU, cpu);
    add(families, Meters.NEIGHBOR_STOLEN, stolen);
    add(families, Meters.NEIGHBOR_INFO, info);
    add(
        families,
        Meters.NEIGHBORS,
        List.of(
            new Point(List.of("own"), neighbors.usingPlaces()),
            new Point(List.of(NeighborName.OTHER), neighbors.usingRest())));
    add(families, Meters.NEIGHBOR_SERIES_ENDED, one((double) neighbors.ended()));
    add(families, Meters.QUOTA_CORES, quotas.cores());
    add(families, Meters.QUOTA_PERIODS, quotas.periods());
    add(families, Meters.QUOTA_THROTTLED_PERIODS, quotas.throttledPeriods());
    add(families, Meters.QUOTA_THROTTLED_SECONDS, quotas.throttledSeconds());
    add(families, Meters.PRESSURE, quotas.pressureSeconds());
    add(families, Meters.LOSSES, losses.counts());
    add(families, Meters.LOST_SECONDS, losses.seconds());
    health.addTo(families);
    return families;
  }

  private Point info(NeighborPlaces.Place place) {
    List<String> labels = new ArrayList<>();
    labels.add(place.name);
    // The names of a container may have been found since.
    labels.addAll(NeighborName.details(cgroups.find(place.identity.id()), printable));
    return new Point(labels, 1);
  }

  private List<Point> sharePoints() {
    List<Point> points = new ArrayList<>();
    for (Share share : Share.values()) {
      Tally tally = shares[share.ordinal()];
      if (tally.isKnown()) {
        points.add(new Point(List.of(share.name().toLowerCase(Locale.ROOT)), tally.sum() / NANOS));
      }
    }
    return points;
  }

  static List<Point> one(double value) {
    return List.of(new Point(List.of(), value));
  }

  static void add(List<Family> families, Meter meter, List<Point> points) {
    if (!points.isEmpty()) {
      families.add(new Family(meter, points, null, 0));
    }
  }
}
