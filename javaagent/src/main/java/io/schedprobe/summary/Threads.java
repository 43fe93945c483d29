package io.schedprobe.summary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tallies of all threads of a recording, of bounded number. */
final class Threads {
  /** Threads that get a tally of their own; the others are counted together. */
  static final int LIMIT = 10_000;

  private final Map<Long, ThreadTally> byTid = new HashMap<>();
  private final List<ThreadTally> tallies = new ArrayList<>();
  private ThreadTally rest;

  /**
   * The tally of the event's thread.
   *
   * @param fact has the fields {@code thread}, {@code osThreadId} and {@code osName}
   */
  ThreadTally of(Fact fact) {
    long tid = fact.number("osThreadId");
    Fact.JavaThread thread = fact.thread("thread");
    ThreadTally tally = byTid.get(tid);
    if (tally == null || !tally.accepts(thread)) {
      if (tallies.size() >= LIMIT) {
        return rest();
      }
      tally = new ThreadTally(tallies.size(), name(tid, fact.text("osName")));
      tallies.add(tally);
      byTid.put(tid, tally);
    }
    tally.identify(thread);
    return tally;
  }

  /** Every tally, that of the collected rest among them. */
  List<ThreadTally> tallies() {
    List<ThreadTally> every = new ArrayList<>(tallies);
    if (rest != null) {
      every.add(rest);
    }
    return every;
  }

  boolean limited() {
    return rest != null;
  }

  private ThreadTally rest() {
    if (rest == null) {
      rest = new ThreadTally(LIMIT, "(threads beyond the first " + LIMIT + ")");
    }
    return rest;
  }

  private static String name(long tid, String osName) {
    if (tid == 0) {
      return "(threads without a slot in the kernel)";
    }
    return osName == null || osName.isEmpty() ? "thread " + tid : osName;
  }
}
