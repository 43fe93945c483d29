package io.schedprobe.analysis.total;

import io.schedprobe.analysis.messages.Messages;
import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.StalledThread;
import io.schedprobe.analysis.model.ThreadKind;

/**
 * What one thread waited.
 *
 * @param thread null for the threads beyond the cap, taken together
 * @param single waits over the threshold, told one by one
 * @param singleShares what those consist of
 * @param all all waits, however short, from the periodic events; can miss the last period
 * @param allShares what those consist of
 * @param percentiles of the single waits
 * @param periodP99 worst 99th percentile of a period; unknown if not told
 * @param mainCulprit who had the CPU longest during its single waits; null if nobody is known
 * @param mainCulpritTime how long
 */
public record ThreadTotals(
    StalledThread thread,
    Tally single,
    Shares singleShares,
    Tally all,
    Shares allShares,
    Percentiles percentiles,
    long periodP99,
    Culprit mainCulprit,
    long mainCulpritTime) {
  public ThreadKind kind() {
    return thread == null ? ThreadKind.APPLICATION : thread.kind();
  }

  /** For people. */
  public String label() {
    return thread == null ? Messages.get("THREADS_OTHERS") : thread.label();
  }

  /** The larger of the two views: the periodic one can miss the last period of a recording. */
  public long waited() {
    return Math.max(all.total(), single.total());
  }

  public long waits() {
    return Math.max(all.count(), single.count());
  }

  public long longest() {
    return Math.max(all.longest(), single.longest());
  }

  /** What the waits consist of: all of them where that is known, else the single ones. */
  public Shares shares() {
    return allShares.sum() >= singleShares.sum() ? allShares : singleShares;
  }
}
