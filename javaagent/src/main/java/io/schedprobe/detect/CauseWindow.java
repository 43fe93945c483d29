package io.schedprobe.detect;

import java.util.Arrays;

/** What one cause did to this JVM in the sliding window: a histogram and sums, slot by slot. */
final class CauseWindow {
  private final int[][] slots = new int[WindowClock.SLOTS][];
  private final long[] preemptions = new long[WindowClock.SLOTS];
  private final long[] stalled = new long[WindowClock.SLOTS];
  private final long[] cpu = new long[WindowClock.SLOTS];
  private final long[] longest = new long[WindowClock.SLOTS];
  private final int[] counts = new int[LatencyBuckets.COUNT];
  private long count;

  /** A wait of which {@code nanos} were this cause's doing; its own share, not the whole wait. */
  void addWait(int slot, long nanos) {
    if (slots[slot] == null) {
      slots[slot] = new int[LatencyBuckets.COUNT];
    }
    int bucket = LatencyBuckets.of(nanos);
    slots[slot][bucket]++;
    counts[bucket]++;
    count++;
    longest[slot] = Math.max(longest[slot], nanos);
  }

  /** A running thread of ours lost its CPU to it. */
  void addPreemption(int slot) {
    preemptions[slot]++;
  }

  /**
   * What it took in an interval.
   *
   * @param stalledNanos time our threads waited by its doing, added up over the threads
   * @param cpuNanos CPU time it had while one of them at least waited
   */
  void addUse(int slot, long stalledNanos, long cpuNanos) {
    stalled[slot] += stalledNanos;
    cpu[slot] += cpuNanos;
  }

  /** Forgets a slot. */
  void clear(int slot) {
    int[] old = slots[slot];
    if (old != null) {
      for (int i = 0; i < old.length; i++) {
        counts[i] -= old[i];
        count -= old[i];
      }
      Arrays.fill(old, 0);
    }
    preemptions[slot] = 0;
    stalled[slot] = 0;
    cpu[slot] = 0;
    longest[slot] = 0;
  }

  /** Waits in the window. */
  long count() {
    return count;
  }

  long preemptions() {
    return Arrays.stream(preemptions).sum();
  }

  long stalledNanos() {
    return Arrays.stream(stalled).sum();
  }

  long cpuNanos() {
    return Arrays.stream(cpu).sum();
  }

  /**
   * The latency that this part of the waits does not exceed (nearest rank), nanoseconds: the middle
   * of its bucket, never more than the longest; 0 if there was no wait.
   *
   * @param part over 0, at most 1
   */
  long quantile(double part) {
    if (count == 0) {
      return 0;
    }
    long max = Arrays.stream(longest).max().orElse(0);
    long rank = Math.max(1, (long) Math.ceil(count * part));
    long below = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      below += counts[bucket];
      if (below >= rank) {
        return rank == count ? max : Math.min(max, LatencyBuckets.middle(bucket));
      }
    }
    return max;
  }
}
