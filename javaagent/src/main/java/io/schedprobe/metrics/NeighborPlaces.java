package io.schedprobe.metrics;

import io.schedprobe.identity.CgroupIdentity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which neighbors have series of their own: those that take most, so many at the most; the rest is
 * one series. Once a minute a neighbor of the rest that took more than twice as much as the least
 * of the others gets its place. The series of that one ends; none ever shrinks.
 */
final class NeighborPlaces {
  /** Of the rest, so many are told apart between two decisions. */
  private static final int MOST_CANDIDATES = 1024;

  private static final int INTERVALS = 60;
  private static final int WORTH = 2;

  /** What is counted of one neighbor, or of the rest. */
  static final class Place {
    final String name;
    final CgroupIdentity identity;
    final Tally cpu = new Tally();
    final Tally stolen = new Tally();
    final Tally preemptions = new Tally();
    private long recent;

    Place(String name, CgroupIdentity identity) {
      this.name = name;
      this.identity = identity;
    }

    void use(long cpuNanos, long stolenNanos) {
      cpu.add(cpuNanos);
      stolen.add(stolenNanos);
      recent += stolenNanos;
    }
  }

  private record Candidate(CgroupIdentity identity, long recent) {}

  private final int most;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Map<String, Candidate> candidates = new HashMap<>();
  private final Place rest = new Place(NeighborName.OTHER, null);
  private int intervals;
  private long ended;
  private int usingPlaces;
  private int usingRest;

  /**
   * @param most series, at least 0
   */
  NeighborPlaces(int most) {
    this.most = most;
  }

  /** The neighbor's place, or that of the rest. */
  Place find(String name, CgroupIdentity identity) {
    Place place = places.get(name);
    if (place == null && places.size() < most) {
      place = new Place(name, identity);
      places.put(name, place);
    }
    return place == null ? rest : place;
  }

  void use(String name, CgroupIdentity identity, long cpuNanos, long stolenNanos) {
    Place place = find(name, identity);
    place.use(cpuNanos, stolenNanos);
    if (place != rest) {
      usingPlaces++;
      return;
    }
    usingRest++;
    Candidate before = candidates.get(name);
    if (before != null || candidates.size() < MOST_CANDIDATES) {
      candidates.put(
          name, new Candidate(identity, stolenNanos + (before == null ? 0 : before.recent)));
    }
  }

  /** A new interval begins: its users are counted from 0. */
  void beginInterval() {
    usingPlaces = 0;
    usingRest = 0;
    if (++intervals % INTERVALS == 0) {
      decide();
    }
  }

  private void decide() {
    List<Place> least = new ArrayList<>(places.values());
    least.sort(Comparator.comparingLong(place -> place.recent));
    List<Map.Entry<String, Candidate>> largest = new ArrayList<>(candidates.entrySet());
    largest.sort(Comparator.comparingLong(entry -> -entry.getValue().recent));
    for (int i = 0; i < Math.min(least.size(), largest.size()); i++) {
      long recent = largest.get(i).getValue().recent;
      if (recent <= WORTH * least.get(i).recent) {
        break;
      }
      places.remove(least.get(i).name);
      ended++;
      String name = largest.get(i).getKey();
      places.put(name, new Place(name, largest.get(i).getValue().identity));
    }
    places.values().forEach(place -> place.recent = 0);
    candidates.clear();
  }

  /** All places, that of the rest last. */
  List<Place> all() {
    List<Place> all = new ArrayList<>(places.values());
    all.add(rest);
    return all;
  }

  boolean isRest(Place place) {
    return place == rest;
  }

  /** Series that ended since their neighbor was too small. */
  long ended() {
    return ended;
  }

  /** Neighbors of this interval with series of their own. */
  int usingPlaces() {
    return usingPlaces;
  }

  /** Neighbors of this interval in the series of the rest. */
  int usingRest() {
    return usingRest;
  }
}
