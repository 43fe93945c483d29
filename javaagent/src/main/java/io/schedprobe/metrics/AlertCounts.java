package io.schedprobe.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Alerts that began. */
final class AlertCounts {
  private static final int MOST = 64;

  private record Key(String container, String type) {
    /** Written out for JDK 17, in which those that come with a record are never unloaded. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Key same
          && container.equals(same.container)
          && type.equals(same.type);
    }

    @Override
    public int hashCode() {
      return 31 * container.hashCode() + type.hashCode();
    }
  }

  private final Map<Key, Tally> alerts = new LinkedHashMap<>();

  void add(String container, String type) {
    Key key = new Key(container, type);
    if (!alerts.containsKey(key) && alerts.size() >= MOST) {
      key = new Key(NeighborName.OTHER, type);
    }
    alerts.computeIfAbsent(key, k -> new Tally()).add(1);
  }

  List<Point> points() {
    List<Point> points = new ArrayList<>();
    alerts.forEach(
        (key, tally) -> points.add(new Point(List.of(key.container, key.type), tally.sum())));
    return points;
  }
}
