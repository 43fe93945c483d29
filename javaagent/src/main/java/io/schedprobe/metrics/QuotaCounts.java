package io.schedprobe.metrics;

import io.schedprobe.model.QuotaLevel;
import io.schedprobe.model.Quotas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The kernel's account of the CPU quotas above us: its own tallies, which begin with each cgroup.
 */
final class QuotaCounts {
  private static final double NANOS = 1e9;

  private static final class Level {
    double cores = -1;
    final Tally periods = new Tally();
    final Tally throttledPeriods = new Tally();
    final Tally throttled = new Tally();
    final Tally pressure = new Tally();
  }

  private final UnaryOperator<String> printable;
  private final Map<String, Level> levels = new HashMap<>();
  private Map<String, Level> now = new LinkedHashMap<>();

  QuotaCounts(UnaryOperator<String> printable) {
    this.printable = printable;
  }

  /**
   * Takes the quotas as they are.
   *
   * @param quotas null where not known
   */
  void update(Quotas quotas) {
    if (quotas == null) {
      return;
    }
    Map<String, Level> current = new LinkedHashMap<>();
    for (QuotaLevel q : quotas.levels()) {
      String name = printable.apply(q.cgroup());
      Level level = levels.computeIfAbsent(name, n -> new Level());
      current.put(name, level);
      level.cores = q.limited() ? (double) q.quotaNanos() / q.periodNanos() : -1;
      level.periods.update(q.periods(), false);
      level.throttledPeriods.update(q.throttledPeriods(), false);
      level.throttled.update(q.throttledNanos(), false);
      level.pressure.update(q.someNanos(), false);
    }
    // A process that is moved about leaves nothing behind: its cgroups begin anew.
    levels.keySet().retainAll(current.keySet());
    now = current;
  }

  List<Point> cores() {
    List<Point> points = new ArrayList<>();
    now.forEach(
        (name, level) -> {
          if (level.cores >= 0) {
            points.add(new Point(List.of(name), level.cores));
          }
        });
    return points;
  }

  List<Point> periods() {
    return points(level -> level.periods, 1);
  }

  List<Point> throttledPeriods() {
    return points(level -> level.throttledPeriods, 1);
  }

  List<Point> throttledSeconds() {
    return points(level -> level.throttled, NANOS);
  }

  List<Point> pressureSeconds() {
    return points(level -> level.pressure, NANOS);
  }

  private List<Point> points(Function<Level, Tally> tally, double unit) {
    List<Point> points = new ArrayList<>();
    now.forEach(
        (name, level) -> {
          if (tally.apply(level).isKnown()) {
            points.add(new Point(List.of(name), tally.apply(level).sum() / unit));
          }
        });
    return points;
  }
}
