package io.schedprobe.analysis.total;

import io.schedprobe.analysis.model.StalledThread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The tallies of all threads of a recording, of bounded number.
 *
 * <p>The kernel gives the id of a thread that ended to another. Java threads are told apart by the
 * JVM's own id, which never changes, others by the kernel's name. An event without the JVM's id can
 * still be of a Java thread, which had just been created or had ended: only when all are there is
 * it known whose it is, whichever order they came in.
 */
final class ThreadBook {
  /** Threads that get a tally of their own; the others are one. */
  static final int LIMIT = 10_000;

  /** The kernel has gone through all other ids before it gives one again: not sooner than this. */
  static final long SOONEST = 1_000_000_000;

  private final Map<Key, ThreadTally> byKey = new HashMap<>();
  private final List<ThreadTally> tallies = new ArrayList<>();
  private ThreadTally rest;
  private long beyond;

  private record Key(long osThreadId, long javaThreadId, String osName) {
    static Key of(StalledThread thread) {
      // The threads without a place in the kernel are one, by whatever name.
      boolean named = thread.javaThreadId() < 0 && thread.osThreadId() != 0;
      String name = thread.osName() == null ? thread.name() : thread.osName();
      return new Key(thread.osThreadId(), thread.javaThreadId(), named ? name : null);
    }
  }

  /**
   * The tally of a thread.
   *
   * @param time of what is told of it
   */
  ThreadTally of(StalledThread thread, long time) {
    Key key = Key.of(thread);
    ThreadTally tally = byKey.get(key);
    if (tally == null) {
      if (tallies.size() >= LIMIT) {
        beyond++;
        rest = rest == null ? new ThreadTally(LIMIT, null) : rest;
        return rest;
      }
      tally = new ThreadTally(tallies.size(), thread);
      tallies.add(tally);
      byKey.put(key, tally);
    }
    tally.identify(thread, time);
    return tally;
  }

  /** Events of threads beyond the limit. */
  long beyond() {
    return beyond;
  }

  /** For the number of each tally, that of the tally that stands for the whole thread. */
  int[] whole() {
    int[] whole = new int[LIMIT + 1];
    Arrays.setAll(whole, index -> index);
    Map<Long, List<ThreadTally>> byId =
        tallies.stream()
            .filter(tally -> tally.thread().osThreadId() > 0)
            .collect(Collectors.groupingBy(tally -> tally.thread().osThreadId()));
    for (List<ThreadTally> sameId : byId.values()) {
      sameId.sort(Comparator.comparingLong(ThreadTally::first).thenComparing(ThreadTally::osName));
      for (ThreadTally part : sameId) {
        ThreadTally of = part.isJava() ? null : belongsTo(part, sameId);
        if (of != null) {
          whole[part.index()] = of.index();
        }
      }
    }
    for (int i = 0; i < whole.length; i++) {
      // Parts of parts, which lead to a Java thread or to what was told of first later.
      while (whole[whole[i]] != whole[i]) {
        whole[i] = whole[whole[i]];
      }
    }
    return whole;
  }

  /** The Java thread of this name, or what had the id right beside it; null if none. */
  private static ThreadTally belongsTo(ThreadTally part, List<ThreadTally> sameId) {
    ThreadTally found = null;
    for (ThreadTally other : sameId) {
      boolean same = other.isJava() && other.hasName(part.osName());
      boolean near = part.distance(other) < SOONEST && (other.isJava() || isLater(other, part));
      if (other != part
          && (same || near)
          && (found == null || rank(part, other) < rank(part, found))) {
        found = other;
      }
    }
    return found;
  }

  /** A Java thread of the name before others, then the nearest. */
  private static long rank(ThreadTally part, ThreadTally other) {
    boolean same = other.isJava() && other.hasName(part.osName());
    return part.distance(other) - (same ? Long.MAX_VALUE : 0);
  }

  /** A thread takes its own name later. */
  private static boolean isLater(ThreadTally other, ThreadTally part) {
    return other.first() != part.first()
        ? other.first() > part.first()
        : other.osName().compareTo(part.osName()) > 0;
  }

  /** Those that waited, the longest first. */
  List<ThreadTotals> totals(int[] whole) {
    ThreadTally[] threads = new ThreadTally[LIMIT + 1];
    for (ThreadTally tally : tallies) {
      if (whole[tally.index()] == tally.index()) {
        threads[tally.index()] = tally;
      }
    }
    for (ThreadTally tally : tallies) {
      ThreadTally thread = threads[whole[tally.index()]];
      if (thread != tally) {
        thread.add(tally);
      }
    }
    threads[LIMIT] = rest;
    List<ThreadTotals> totals = new ArrayList<>();
    for (ThreadTally thread : threads) {
      if (thread != null) {
        totals.add(thread.totals());
      }
    }
    totals.removeIf(thread -> thread.waits() == 0 && thread.waited() == 0);
    totals.sort(
        Comparator.comparingLong(ThreadTotals::waited)
            .reversed()
            .thenComparing(ThreadTotals::label));
    return totals;
  }
}
