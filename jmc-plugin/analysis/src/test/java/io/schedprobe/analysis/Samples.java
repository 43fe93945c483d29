package io.schedprobe.analysis;

import io.schedprobe.analysis.model.Culprit;
import io.schedprobe.analysis.model.Onset;
import io.schedprobe.analysis.model.Place;
import io.schedprobe.analysis.model.Run;
import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.model.StalledThread;
import io.schedprobe.analysis.model.Wait;
import java.util.Map;

/** Records made by hand. */
public final class Samples {
  public static final long MS = 1_000_000;
  public static final long START = 1_800_000_000_000_000_000L;
  public static final StalledThread REQUEST = thread("request", 101, 31);
  public static final StalledThread OTHER = thread("other", 102, 32);
  public static final StalledThread GC = thread("GC Thread#0", 103, -1);

  private Samples() {}

  public static StalledThread thread(String name, long tid, long javaId) {
    return new StalledThread(name, tid, name, javaId);
  }

  public static Place cgroup(String path) {
    return new Place(path, null, null, null, null, null, null, null);
  }

  public static Place container(String id, String name, String pod) {
    return new Place(
        "/pods/" + id, id, name, "containerd", pod, "uid-of-" + pod, "Burstable", null);
  }

  public static Culprit external(String process, Place place) {
    return new Culprit(Share.EXTERNAL, process, place);
  }

  /**
   * A wait whose shares are given in milliseconds, in all of which the neighbor ran if external.
   */
  public static Wait stall(
      long id, StalledThread thread, long atMs, Map<Share, Long> ms, Culprit neighbor) {
    Shares shares = Shares.of(share -> ms.getOrDefault(share, 0L) * MS);
    return new Wait(
        id,
        thread,
        START + atMs * MS,
        shares.sum(),
        0,
        Onset.WAKEUP,
        0,
        shares,
        0,
        neighbor,
        neighbor == null ? -1 : 4711,
        neighbor == null ? 0 : shares.get(neighbor.kind()));
  }

  /** A run of a culprit during a wait. */
  public static Run run(Wait wait, Culprit culprit, long pid, long ms) {
    return new Run(
        wait.id(),
        wait.thread(),
        wait.start(),
        wait.waited(),
        culprit,
        culprit.name(),
        pid,
        pid,
        ms * MS);
  }
}
