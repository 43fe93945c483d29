package io.schedprobe.identity;

import io.schedprobe.identity.ThreadIdentity.Category;
import java.util.Map;

/**
 * The threads found to be none of Java's, such as the garbage collector's: remembered by their ids
 * for a while, so that they are not sought anew for each of their waits. Not thread-safe.
 */
final class VmThreads {
  /** How long a thread found to be none of Java's, or last not listed, is taken to stay so. */
  private static final long TRUSTED_NANOS = 5_000_000_000L;

  private static final int MOST = 1024;

  private record Found(String comm, long seen) {}

  private final Map<Integer, Found> byTid = new BoundedMap<>(MOST);
  private final LastList lastList;

  VmThreads(LastList lastList) {
    this.lastList = lastList;
  }

  /** One found before; null if there is none, or if it may have become another's id since. */
  ThreadIdentity find(int tid, String comm, long now) {
    Found found = byTid.get(tid);
    if (found == null) {
      return null;
    }
    // A list since then would have it, were it Java's by now: that spares reading its file again.
    if (lastList.sinceItOr(found.seen, now) > TRUSTED_NANOS || !agrees(comm, found.comm)) {
      byTid.remove(tid);
      return null;
    }
    return new ThreadIdentity(tid, null, found.comm, Category.VM);
  }

  /**
   * Whether a thread that is in no list is none of Java's: it must live now, and have lived when
   * Java's threads were last listed.
   *
   * @param at the moment asked about
   * @return null if that is not proved
   */
  ThreadIdentity judge(int tid, String comm, Tasks.Task task, long at, long now) {
    if (!agrees(comm, task.comm())) {
      return null;
    }
    boolean bornBefore =
        task.bornNanos() != Tasks.BIRTH_UNKNOWN
            && lastList.wouldHave(task.bornNanos())
            && lastList.age(now) < TRUSTED_NANOS;
    if (!lastList.isNotBefore(at) && !bornBefore) {
      return null;
    }
    byTid.put(tid, new Found(task.comm(), now));
    return new ThreadIdentity(tid, null, task.comm(), Category.VM);
  }

  /** The id is another's now. */
  void forget(int tid) {
    byTid.remove(tid);
  }

  void clear() {
    byTid.clear();
  }

  private static boolean agrees(String comm, String current) {
    return comm == null || comm.isEmpty() || comm.equals(current);
  }
}
