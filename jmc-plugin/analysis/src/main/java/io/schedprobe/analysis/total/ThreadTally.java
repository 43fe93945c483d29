package io.schedprobe.analysis.total;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.StalledThread;
import io.schedprobe.analysis.model.ThreadPeriod;
import io.schedprobe.analysis.model.Unknown;
import io.schedprobe.analysis.model.Wait;
import java.util.HashMap;
import java.util.Map;

/** What one thread waited. */
final class ThreadTally {
  /** Culprits that are remembered to find the main one; the smallest makes way for a new one. */
  private static final int CULPRITS = 32;

  private final int index;
  private StalledThread thread;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private Tally single = Tally.NONE;
  private final SharesTally singleShares = new SharesTally();
  private Tally all = Tally.NONE;
  private final SharesTally allShares = new SharesTally();
  private Histogram lengths;
  private long periodP99 = Unknown.NUMBER;
  private final Map<Culprit.Id, Main> culprits = new HashMap<>();

  private static final class Main {
    Culprit culprit;
    long time;
  }

  /**
   * An empty one.
   *
   * @param index a number of its own, from 0
   * @param thread null for all threads beyond the cap
   */
  ThreadTally(int index, StalledThread thread) {
    this.index = index;
    this.thread = thread;
  }

  int index() {
    return index;
  }

  StalledThread thread() {
    return thread;
  }

  boolean isJava() {
    return thread.javaThreadId() >= 0;
  }

  /** The kernel's name for it, or the only one; empty if there is none. */
  String osName() {
    String name = thread.osName() == null ? thread.name() : thread.osName();
    return name == null ? "" : name;
  }

  /** Whether the kernel may call it so: it cuts names. */
  boolean hasName(String name) {
    return !name.isEmpty()
        && (name.equals(thread.osName())
            || (thread.name() != null && thread.name().startsWith(name)));
  }

  /** When it was told of first. */
  long first() {
    return first;
  }

  /** Time between what is told of this one and of another; 0 where it is mixed. */
  long distance(ThreadTally other) {
    return Math.max(0, Math.max(first - other.last, other.first - last));
  }

  /** Learns what one event knows of the thread and another does not. */
  void identify(StalledThread told, long time) {
    first = Math.min(first, time);
    last = Math.max(last, time);
    if (thread != null && thread.name() == null && told.name() != null) {
      thread = told;
    }
  }

  void add(Wait wait) {
    single = single.plus(wait.waited());
    singleShares.add(wait.shares());
    if (lengths == null) {
      lengths = new Histogram();
    }
    lengths.add(wait.waited());
    if (wait.neighbor() != null) {
      addCulprit(wait.neighbor(), wait.neighborTime());
    }
  }

  /** Adds what was told of the same thread under another name. */
  void add(ThreadTally part) {
    single = single.plus(part.single.count(), part.single.total(), part.single.longest());
    singleShares.add(part.singleShares.get());
    all = all.plus(part.all.count(), part.all.total(), part.all.longest());
    allShares.add(part.allShares.get());
    periodP99 = Math.max(periodP99, part.periodP99);
    if (lengths == null) {
      lengths = part.lengths;
    } else if (part.lengths != null) {
      lengths.add(part.lengths);
    }
    part.culprits.values().forEach(main -> addCulprit(main.culprit, main.time));
  }

  private void addCulprit(Culprit culprit, long time) {
    Culprit.Id id = culprit.id();
    if (culprits.size() >= CULPRITS && !culprits.containsKey(id)) {
      culprits.entrySet().stream()
          .min((a, b) -> Long.compare(a.getValue().time, b.getValue().time))
          .ifPresent(smallest -> culprits.remove(smallest.getKey()));
    }
    Main main = culprits.computeIfAbsent(id, k -> new Main());
    main.time += time;
    if (main.culprit == null || culprit.place().knowledge() > main.culprit.place().knowledge()) {
      main.culprit = culprit;
    }
  }

  void add(ThreadPeriod period) {
    all = all.plus(period.waits(), period.total(), period.max());
    allShares.add(period.shares());
    periodP99 = Math.max(periodP99, period.p99());
  }

  ThreadTotals totals() {
    Main main =
        culprits.values().stream().max((a, b) -> Long.compare(a.time, b.time)).orElse(new Main());
    return new ThreadTotals(
        thread,
        single,
        singleShares.get(),
        all,
        allShares.get(),
        lengths == null ? Percentiles.NONE : lengths.percentiles(single.longest()),
        periodP99,
        main.culprit,
        main.time);
  }
}
