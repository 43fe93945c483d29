package io.schedprobe.proc;

import io.schedprobe.model.Share;
import io.schedprobe.model.ThreadWaits;
import java.io.File;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Follows the threads of one process through its {@code task} directory.
 *
 * <p>Not seen: what a thread waited between the last scan and its end, and all of a thread that
 * began and ended between two scans. A thread id given again meanwhile is told by counters that
 * went back.
 *
 * <p>Not thread-safe.
 */
final class ThreadScanner {
  /** Ended threads remembered singly until they are reported; more go into one sum. */
  static final int ENDED_KEPT = 4096;

  private static final int UNKNOWN = -1;

  private final File taskDirectory;
  private final ProcFile file = new ProcFile();
  private final SchedStat stat = new SchedStat();
  // Keyed by the directory entry's name, which the listing has made anyway.
  private final Map<String, TrackedThread> threads = new HashMap<>();
  private final ArrayDeque<ThreadWaits> ended = new ArrayDeque<>();
  private long scan;
  private long waits;
  private long threadsEnded;
  private long endedRestWaits;
  private long endedRestNanos;
  private long unreadable;

  ThreadScanner(File taskDirectory) {
    this.taskDirectory = taskDirectory;
  }

  /** Takes the threads there are as the beginning. Returns how many the kernel counts for. */
  int begin() {
    String[] tids = taskDirectory.list();
    int counted = 0;
    for (String tid : tids == null ? new String[0] : tids) {
      TrackedThread thread = new TrackedThread(taskDirectory, tid, UNKNOWN);
      if (read(thread) == Reading.DONE) {
        counted += stat.isEmpty() ? 0 : 1;
        thread.baseline(stat);
        readPreemptions(thread);
        threads.put(tid, thread);
      }
    }
    return counted;
  }

  /** Reads every thread once. Returns how many there were. */
  int scan() {
    String[] tids = taskDirectory.list();
    if (tids == null) {
      unreadable++;
      return threads.size();
    }
    scan++;
    for (String tid : tids) {
      TrackedThread thread = threads.get(tid);
      if (thread == null) {
        thread = new TrackedThread(taskDirectory, tid, 0);
        if (read(thread) == Reading.DONE) {
          begin(tid, thread);
        }
        continue;
      }
      Reading reading = read(thread);
      if (reading == Reading.GONE) {
        continue;
      }
      thread.seenInScan = scan;
      if (reading == Reading.DONE && !thread.isSuccessor(stat)) {
        waits += thread.add(stat);
      } else if (reading == Reading.DONE) {
        end(tid, thread);
        begin(tid, new TrackedThread(taskDirectory, tid, 0));
      }
    }
    dropEnded();
    return threads.size();
  }

  private void begin(String tid, TrackedThread thread) {
    thread.seenInScan = scan;
    waits += thread.add(stat);
    int length = file.read(thread.status);
    if (length >= 0) {
      thread.introduce(TaskStatus.parse(file.buffer(), length));
    }
    threads.put(tid, thread);
  }

  /** Hands over what each thread waited since the last call, as far as scans saw it. */
  void report(Consumer<ThreadWaits> to) {
    while (!ended.isEmpty()) {
      to.accept(ended.remove());
    }
    if (endedRestWaits > 0 || endedRestNanos > 0) {
      long restWaits = endedRestWaits;
      long restNanos = endedRestNanos;
      endedRestWaits = 0;
      endedRestNanos = 0;
      to.accept(waits(0, 0, "", true, restWaits, restNanos, UNKNOWN));
    }
    for (Map.Entry<String, TrackedThread> entry : threads.entrySet()) {
      TrackedThread thread = entry.getValue();
      if (thread.hasWaited()) {
        long preemptions = readPreemptions(thread);
        ThreadWaits value = waits(entry.getKey(), thread, false, preemptions);
        thread.reported();
        to.accept(value);
      }
    }
  }

  /** Waits seen since {@link #begin}. */
  long waits() {
    return waits;
  }

  /**
   * Threads that ended since {@link #begin}; the last part of each, after its last scan, is lost.
   */
  long threadsEnded() {
    return threadsEnded;
  }

  /** Reads that failed although the thread was there; what it waited is in a later one. */
  long unreadable() {
    return unreadable;
  }

  private enum Reading {
    DONE,
    GONE,
    UNREADABLE
  }

  private Reading read(TrackedThread thread) {
    int length = file.read(thread.schedstat);
    if (length == ProcFile.GONE) {
      return Reading.GONE;
    }
    if (length < 0 || !stat.parse(file.buffer(), length)) {
      unreadable++;
      return Reading.UNREADABLE;
    }
    return Reading.DONE;
  }

  private long readPreemptions(TrackedThread thread) {
    int length = file.read(thread.status);
    return length < 0 ? UNKNOWN : thread.identify(TaskStatus.parse(file.buffer(), length));
  }

  private void dropEnded() {
    Iterator<Map.Entry<String, TrackedThread>> all = threads.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<String, TrackedThread> entry = all.next();
      if (entry.getValue().seenInScan != scan) {
        all.remove();
        end(entry.getKey(), entry.getValue());
      }
    }
  }

  private void end(String tid, TrackedThread thread) {
    threadsEnded++;
    if (!thread.hasWaited()) {
      return;
    }
    if (ended.size() < ENDED_KEPT) {
      ended.add(waits(tid, thread, true, UNKNOWN));
    } else {
      endedRestWaits += thread.pendingWaits();
      endedRestNanos += thread.pendingDelayNanos();
    }
  }

  private static ThreadWaits waits(
      String tid, TrackedThread thread, boolean exited, long preemptions) {
    TaskStatus identity = thread.identity();
    int outer = identity == null ? UNKNOWN : identity.outerTid();
    int inner = identity == null ? UNKNOWN : identity.innerTid();
    if (outer < 0 || inner < 0) {
      outer = Integer.parseInt(tid);
      inner = outer;
    }
    return waits(
        outer,
        inner,
        identity == null ? "" : identity.name(),
        exited,
        thread.pendingWaits(),
        thread.pendingDelayNanos(),
        preemptions);
  }

  private static ThreadWaits waits(
      int tid, int nsTid, String comm, boolean exited, long count, long nanos, long preemptions) {
    long[] shares = new long[Share.COUNT];
    Arrays.fill(shares, UNKNOWN);
    shares[Share.UNATTRIBUTED.ordinal()] = nanos;
    return new ThreadWaits(
        tid, nsTid, comm, exited, count, nanos, UNKNOWN, preemptions, shares, null);
  }
}
