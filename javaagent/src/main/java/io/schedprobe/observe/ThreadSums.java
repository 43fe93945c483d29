package io.schedprobe.observe;

import io.schedprobe.model.LatencyHistogram;
import io.schedprobe.model.ThreadWaits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums by thread. An id that is used again after its thread ended begins a sum of its own. Beyond
 * {@link #MOST} sums, further ones go into the collected rest, so that an account nobody asks for
 * stays bounded.
 */
final class ThreadSums {
  static final int MOST = 16_384;

  private static final String REST = "";

  private List<ThreadWaits> sums = new ArrayList<>();
  private Map<Integer, Integer> latest = new HashMap<>();

  void add(ThreadWaits waits) {
    Integer at = latest.get(waits.tid());
    if (at != null && isSame(sums.get(at), waits)) {
      sums.set(at, sum(sums.get(at), waits));
    } else if (sums.size() < MOST || waits.nsTid() == 0) {
      latest.put(waits.tid(), sums.size());
      sums.add(waits);
    } else {
      add(rest(waits));
    }
  }

  List<ThreadWaits> drain() {
    if (sums.isEmpty()) {
      return List.of();
    }
    List<ThreadWaits> drained = sums;
    sums = new ArrayList<>();
    latest = new HashMap<>();
    return drained;
  }

  /** What an ended thread waited last comes once more when its end has been told. */
  private static boolean isSame(ThreadWaits before, ThreadWaits now) {
    return before.nsTid() == now.nsTid() && (now.exited() || !before.exited());
  }

  private static ThreadWaits rest(ThreadWaits w) {
    return new ThreadWaits(
        0,
        0,
        REST,
        false,
        w.waits(),
        w.totalNanos(),
        w.maxNanos(),
        w.preemptions(),
        w.shares(),
        w.histogram());
  }

  private static ThreadWaits sum(ThreadWaits a, ThreadWaits b) {
    return new ThreadWaits(
        b.tid(),
        b.nsTid(),
        b.comm().isEmpty() ? a.comm() : b.comm(),
        b.exited(),
        a.waits() + b.waits(),
        a.totalNanos() + b.totalNanos(),
        Math.max(a.maxNanos(), b.maxNanos()),
        plus(a.preemptions(), b.preemptions()),
        sum(a.shares(), b.shares()),
        sum(a.histogram(), b.histogram()));
  }

  /** What is not known of a part is not known of the whole. */
  private static long plus(long a, long b) {
    return a < 0 || b < 0 ? -1 : a + b;
  }

  private static long[] sum(long[] a, long[] b) {
    if (a == null || b == null) {
      return null;
    }
    long[] sum = new long[a.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = plus(a[i], b[i]);
    }
    return sum;
  }

  private static LatencyHistogram sum(LatencyHistogram a, LatencyHistogram b) {
    if (a == null || b == null) {
      return null;
    }
    LatencyHistogram sum = a.copy();
    sum.addAll(b);
    return sum;
  }
}
