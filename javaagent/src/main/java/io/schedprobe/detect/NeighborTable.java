package io.schedprobe.detect;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The neighbors that are remembered: a bounded number, the one longest idle gives way. */
final class NeighborTable {
  private final int limit;
  private final Map<Long, Track> tracks = new HashMap<>();
  private long evicted;
  private long untracked;

  NeighborTable(int limit) {
    this.limit = limit;
  }

  /** Null if it is not remembered. */
  Track find(long cgroupId) {
    return tracks.get(cgroupId);
  }

  Collection<Track> all() {
    return tracks.values();
  }

  /** Whether a place is free. */
  boolean hasRoom() {
    return tracks.size() < limit;
  }

  Track add(long cgroupId) {
    Track track = new Track(Cause.NEIGHBOR, cgroupId);
    tracks.put(cgroupId, track);
    return track;
  }

  /** The one longest idle; null if all are at work. */
  Track idlest() {
    Track idlest = null;
    for (Track track : tracks.values()) {
      if (!track.activity.isActive() && (idlest == null || track.lastActive < idlest.lastActive)) {
        idlest = track;
      }
    }
    return idlest;
  }

  void evict(Track track) {
    tracks.remove(track.cgroupId);
    evicted++;
  }

  void countUntracked() {
    untracked++;
  }

  long evicted() {
    return evicted;
  }

  long untracked() {
    return untracked;
  }

  int size() {
    return tracks.size();
  }
}
