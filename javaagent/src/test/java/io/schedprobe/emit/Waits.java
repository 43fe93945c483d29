package io.schedprobe.emit;

import io.schedprobe.containers.ContainerLabels;
import io.schedprobe.identity.CgroupIdentity;
import io.schedprobe.identity.CgroupNames;
import io.schedprobe.identity.Placement;
import io.schedprobe.identity.ThreadIdentity;
import io.schedprobe.model.CgroupName;
import io.schedprobe.model.Onset;
import io.schedprobe.model.Runner;
import io.schedprobe.model.Share;
import io.schedprobe.model.Wait;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Waits and the names that belong to them. */
final class Waits {
  static final int STALLED_TID = 4711;
  static final Thread STALLED = Thread.currentThread();
  static final Runner HOG =
      new Runner(Share.EXTERNAL, "worker\u001b[2J", "hog", 901, 900, 55, 600_000);
  static final Runner SECOND_HOG = new Runner(Share.EXTERNAL, "other", "hog", 902, 900, 55, 50_000);
  static final Runner COLLECTOR =
      new Runner(Share.SELF, "GC Thread#0", "java", 77, 70, 44, 640_000);
  static final Runner FLUSHER = new Runner(Share.KERNEL, "kworker/0:1", "kworker/0:1", 5, 5, 1, 9);

  private Waits() {}

  static ThreadIdentity find(int tid, String comm, long atNanos) {
    return tid == STALLED_TID
        ? new ThreadIdentity(tid, STALLED, "http-1", ThreadIdentity.Category.JAVA)
        : new ThreadIdentity(tid, null, comm, ThreadIdentity.Category.UNKNOWN);
  }

  /** A preempted wait of the given length and start with four culprits and 7 ns unnamed. */
  static Wait preempted(long id, long start, long duration) {
    return preemptedBy(HOG, id, start, duration);
  }

  static Wait preemptedBy(Runner preemptor, long id, long start, long duration) {
    long ran = 600_000 + 50_000 + 640_000 + 9 + 7;
    long[] shares = {0, 650_000, 7, 640_000, 9, 3, duration - ran - 3};
    return new Wait(
        id,
        start,
        duration,
        shares,
        104_711,
        STALLED_TID,
        1,
        2,
        Onset.PREEMPTION,
        "http-1",
        preemptor,
        List.of(COLLECTOR, HOG, SECOND_HOG, FLUSHER));
  }

  /** A wait whose first part is throttled; the CPU was idle for the rest. */
  static Wait throttled(long id, long start, long duration, long throttled) {
    long[] shares = {throttled, 0, 0, 0, 0, duration - throttled, 0};
    return new Wait(
        id,
        start,
        duration,
        shares,
        104_711,
        STALLED_TID,
        1,
        0,
        Onset.THROTTLED,
        "http-1",
        HOG,
        List.of());
  }

  static Wait woken(long id, long start, long duration, int nsTid) {
    long[] shares = {0, 0, 0, 0, 0, duration, 0};
    return new Wait(
        id, start, duration, shares, 1, nsTid, 0, 0, Onset.WAKEUP, "c", null, List.of());
  }

  /** Knows the cgroup 55, a container, and what it learns. */
  static final class Names implements CgroupNames {
    final Map<Long, CgroupIdentity> known = new HashMap<>();

    Names() {
      known.put(
          55L,
          new CgroupIdentity(
              55,
              "/docker/c0ffee\n",
              new Placement(
                  "c0ffee", "docker", "1-2", "Burstable", "docker-c0ffee\t.scope", 1000, "c0ffee"),
              new ContainerLabels("app\u001b", "shop", "web-1")));
    }

    @Override
    public void learn(CgroupName name) {
      known.put(name.id(), CgroupIdentity.of(name.id(), name.path()));
    }

    @Override
    public CgroupIdentity find(long id) {
      return known.getOrDefault(id, CgroupIdentity.unnamed(id));
    }
  }
}
