package io.schedprobe.summary;

/** What is known of one thread's waits. */
final class ThreadTally {
  private final int index;
  private String name;
  private long javaId = Fact.UNKNOWN;

  /** All waits, from the periodic events. */
  final Waits all = new Waits();

  /** Waits over the threshold, from the events for single waits. */
  final Waits single = new Waits();

  final Shares allShares = new Shares();
  final Shares singleShares = new Shares();
  private Histogram lengths;
  private long worstPeriod = Fact.UNKNOWN;

  ThreadTally(int index, String name) {
    this.index = index;
    this.name = name;
  }

  /** A number of its own, from 0. */
  int index() {
    return index;
  }

  /** Unescaped. */
  String name() {
    return name;
  }

  /** Whether an event of this Java thread belongs here: an id once known never changes. */
  boolean accepts(Fact.JavaThread thread) {
    return thread == null || javaId == Fact.UNKNOWN || javaId == thread.id();
  }

  void identify(Fact.JavaThread thread) {
    if (thread != null) {
      javaId = thread.id();
      name = thread.name() == null ? name : thread.name();
    }
  }

  void addSingle(long nanos) {
    single.add(1, nanos, nanos);
    if (lengths == null) {
      lengths = new Histogram();
    }
    lengths.add(nanos);
  }

  boolean waited() {
    return all.count() > 0 || all.nanos() > 0 || single.count() > 0;
  }

  /** The larger of the two views: the periodic one can miss the last period of a recording. */
  long nanos() {
    return Math.max(all.nanos(), single.nanos());
  }

  long count() {
    return Math.max(all.count(), single.count());
  }

  long max() {
    return Math.max(all.max(), single.max());
  }

  /** Takes the 99th percentile of one period; unknown (negative) says nothing. */
  void addPeriod(long p99) {
    worstPeriod = Math.max(worstPeriod, p99);
  }

  /**
   * 99th percentile over all waits, or over the single ones where only those are known.
   *
   * @param waitsMissing whether single waits were lost
   */
  Percentile p99(boolean waitsMissing) {
    long longer = count() / 100 + 1;
    if (lengths != null && lengths.total() >= longer) {
      return waitsMissing
          ? new Percentile(Percentile.Known.AT_LEAST, lengths.longestAtLeast(longer))
          : new Percentile(
              Percentile.Known.EXACTLY, Math.min(lengths.longestAtMost(longer), max()));
    }
    // 99 % of the waits of each period were shorter than the worst of the periods' percentiles.
    return worstPeriod < 0
        ? Percentile.UNKNOWN
        : new Percentile(Percentile.Known.AT_MOST, worstPeriod);
  }
}
