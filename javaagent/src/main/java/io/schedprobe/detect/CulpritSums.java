package io.schedprobe.detect;

import io.schedprobe.model.Runner;
import io.schedprobe.model.Share;
import java.util.List;

/** The neighbors of one wait, tasks of the same cgroup taken together. Used again for each wait. */
final class CulpritSums {
  private static final int MOST = 256;

  private final long[] ids = new long[MOST];
  private final long[] nanos = new long[MOST];
  private int size;

  /** Takes a wait's culprits; returns the time of the external ones. */
  long sum(List<Runner> culprits) {
    size = 0;
    long sum = 0;
    for (int i = 0; i < culprits.size(); i++) {
      Runner runner = culprits.get(i);
      if (runner.kind() == Share.EXTERNAL) {
        sum += runner.ranNanos();
        add(runner.cgroupId(), runner.ranNanos());
      }
    }
    return sum;
  }

  private void add(long id, long ran) {
    int i = 0;
    while (i < size && ids[i] != id) {
      i++;
    }
    if (i == MOST) {
      return; // More tasks than a record holds: cannot be.
    }
    if (i == size) {
      ids[i] = id;
      nanos[i] = 0;
      size++;
    }
    nanos[i] += ran;
  }

  int size() {
    return size;
  }

  long cgroupId(int i) {
    return ids[i];
  }

  long nanos(int i) {
    return nanos[i];
  }
}
