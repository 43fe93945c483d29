package io.schedprobe.summary;

import io.schedprobe.model.Share;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Who had the CPU, of bounded number. */
final class Culprits {
  /** Culprits that get a tally of their own; the others of a kind are counted together. */
  static final int LIMIT = 4_096;

  private final Map<CulpritTally.Key, CulpritTally> tallies = new HashMap<>();

  CulpritTally of(Share kind, String name, Place told) {
    Place place = inner(kind) ? Place.UNKNOWN : told;
    CulpritTally.Key key = new CulpritTally.Key(kind, name == null ? "" : name, place.id());
    CulpritTally tally = tallies.get(key);
    if (tally == null) {
      if (tallies.size() >= LIMIT) {
        key = new CulpritTally.Key(kind, "(others)", "");
        place = Place.UNKNOWN;
      }
      tally = tallies.computeIfAbsent(key, CulpritTally::new);
    }
    tally.at(place);
    return tally;
  }

  List<CulpritTally> tallies() {
    return new ArrayList<>(tallies.values());
  }

  boolean isEmpty() {
    return tallies.isEmpty();
  }

  long nanos() {
    return tallies.values().stream().mapToLong(CulpritTally::nanos).sum();
  }

  /** The share that the emitter's word for a kind means; UNATTRIBUTED for an unknown word. */
  static Share kind(String word) {
    for (Share share : Share.values()) {
      if (share.name().toLowerCase(Locale.ROOT).equals(word)) {
        return share;
      }
    }
    return Share.UNATTRIBUTED;
  }

  /** Whether a culprit of this kind is told by its thread, since its place says nothing. */
  static boolean inner(Share kind) {
    return kind == Share.SELF || kind == Share.KERNEL;
  }
}
