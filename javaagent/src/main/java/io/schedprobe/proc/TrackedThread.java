package io.schedprobe.proc;

import java.io.File;

/** One thread between two scans. */
final class TrackedThread {
  final File schedstat;
  final File status;

  /** The scan that last saw it. */
  long seenInScan;

  private long runDelayNanos;
  private long timeslices;
  private long pendingDelayNanos;
  private long pendingWaits;
  private long involuntarySwitches;
  private TaskStatus identity;

  /**
   * @param tid its directory's name
   * @param involuntarySwitches up to now; 0 for a thread that began after the last scan, -1 unknown
   */
  TrackedThread(File taskDirectory, String tid, long involuntarySwitches) {
    File directory = new File(taskDirectory, tid);
    this.schedstat = new File(directory, "schedstat");
    this.status = new File(directory, "status");
    this.involuntarySwitches = involuntarySwitches;
  }

  /** Counts nothing of what the thread has waited so far. */
  void baseline(SchedStat now) {
    runDelayNanos = now.runDelayNanos();
    timeslices = now.timeslices();
  }

  /** True when the numbers belong to another thread that was given the same id. */
  boolean isSuccessor(SchedStat now) {
    return now.timeslices() < timeslices || now.runDelayNanos() < runDelayNanos;
  }

  /** Adds what the thread has waited since the last call. Returns the number of waits. */
  long add(SchedStat now) {
    long waits = now.timeslices() - timeslices;
    pendingWaits += waits;
    pendingDelayNanos += now.runDelayNanos() - runDelayNanos;
    baseline(now);
    return waits;
  }

  boolean hasWaited() {
    return pendingWaits > 0 || pendingDelayNanos > 0;
  }

  long pendingWaits() {
    return pendingWaits;
  }

  long pendingDelayNanos() {
    return pendingDelayNanos;
  }

  /** Who it is, as last read; null when that could not be read. */
  TaskStatus identity() {
    return identity;
  }

  /** Remembers who a new thread is, should it end before the next report. */
  void introduce(TaskStatus now) {
    identity = now;
  }

  /** Takes a status just read and returns the preemptions since the last one, -1 when unknown. */
  long identify(TaskStatus now) {
    identity = now;
    long before = involuntarySwitches;
    involuntarySwitches = now.involuntarySwitches();
    return before < 0 || involuntarySwitches < before ? -1 : involuntarySwitches - before;
  }

  /** Forgets what has been reported. */
  void reported() {
    pendingWaits = 0;
    pendingDelayNanos = 0;
  }
}
