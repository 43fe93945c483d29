package io.schedprobe.summary;

import io.schedprobe.model.Share;
import java.util.BitSet;
import java.util.NavigableSet;
import java.util.TreeSet;

/** What one culprit took: the tasks of one name in one cgroup, or one thread name of this JVM. */
final class CulpritTally {
  /** Process ids that are remembered; more are only known to be more. */
  static final int PIDS = 64;

  /**
   * @param kind EXTERNAL, SIBLING, SELF or KERNEL
   * @param name of the process, or of the thread for SELF and KERNEL; unescaped
   * @param place {@link Place#id}
   */
  record Key(Share kind, String name, String place) {}

  private final Key key;
  private final NavigableSet<Long> pids = new TreeSet<>();
  private final BitSet threads = new BitSet();
  private boolean morePids;
  private Place place = Place.UNKNOWN;
  private long nanos;

  CulpritTally(Key key) {
    this.key = key;
  }

  void add(long time, long pid, ThreadTally stalled) {
    nanos += Math.max(0, time);
    threads.set(stalled.index());
    if (pid > 0 && !pids.contains(pid)) {
      if (pids.size() < PIDS) {
        pids.add(pid);
      } else {
        morePids = true;
      }
    }
  }

  /** Adds what an event tells that knows no threads and no processes. */
  void add(long time) {
    nanos += Math.max(0, time);
  }

  /** Remembers where it runs, in the words that say most. */
  void at(Place told) {
    if (place.id().isEmpty() || (told.named() && !place.named())) {
      place = told;
    }
  }

  Place place() {
    return place;
  }

  Key key() {
    return key;
  }

  long nanos() {
    return nanos;
  }

  int threads() {
    return threads.cardinality();
  }

  NavigableSet<Long> pids() {
    return pids;
  }

  /** Whether there were more processes than {@link #pids()} holds. */
  boolean morePids() {
    return morePids;
  }
}
