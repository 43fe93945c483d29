package io.schedprobe.jmc.page.waits;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.openjdk.jmc.common.IMCThread;
import org.openjdk.jmc.common.item.IItem;

/**
 * One wait of a thread.
 *
 * <p>Points in time are nanoseconds since the epoch, lengths are nanoseconds.
 */
public final class WaitItem {
  private final IItem item;
  private final ThreadKey thread;
  private final IMCThread javaThread;
  private final long start;
  private final long waited;
  private Shares shares;
  private List<RunItem> runs = List.of();
  private IItem throttling;

  WaitItem(
      IItem item, ThreadKey thread, IMCThread javaThread, long start, long waited, Shares shares) {
    this.item = item;
    this.thread = thread;
    this.javaThread = javaThread;
    this.start = start;
    this.waited = waited;
    this.shares = shares;
  }

  void add(RunItem run) {
    if (runs.isEmpty()) {
      runs = List.of(run);
    } else {
      runs = runs.size() == 1 ? new ArrayList<>(runs) : runs;
      runs.add(run);
    }
  }

  /** A task of a wait whose shares are known by named tasks only. */
  void addWithShare(RunItem run) {
    add(run);
    shares = shares.plus(Shares.of(run.culprit().kind(), run.cpuTime()));
  }

  void throttledBy(IItem event) {
    throttling = event;
  }

  /** RunQueueLatency, or the first NeighborRun of a wait that has none. */
  public IItem item() {
    return item;
  }

  public ThreadKey thread() {
    return thread;
  }

  /** The thread as JFR knows it; null where the JVM has none. */
  public IMCThread javaThread() {
    return javaThread;
  }

  public long start() {
    return start;
  }

  public long end() {
    return start + waited;
  }

  public long waited() {
    return waited;
  }

  public Shares shares() {
    return shares;
  }

  public List<RunItem> runs() {
    return Collections.unmodifiableList(runs);
  }

  /** Throttling within the wait; null if there was none. */
  public IItem throttling() {
    return throttling;
  }

  /**
   * The task that ran longest of those that count into a share; null if nobody is named.
   *
   * @param share EXTERNAL, SIBLING, SELF or KERNEL
   */
  public RunItem longest(Share share) {
    RunItem longest = null;
    for (RunItem run : runs) {
      if (run.culprit().kind() == share && (longest == null || run.cpuTime() > longest.cpuTime())) {
        longest = run;
      }
    }
    return longest;
  }

  /** Whether one of the culprits ran during the wait. */
  public boolean hit(Set<Culprit.Id> culprits) {
    for (RunItem run : runs) {
      if (culprits.contains(run.culprit())) {
        return true;
      }
    }
    return false;
  }
}
