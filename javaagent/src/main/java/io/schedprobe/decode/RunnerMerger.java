package io.schedprobe.decode;

import io.schedprobe.layout.Limits;
import io.schedprobe.layout.RunnerLayout;
import io.schedprobe.model.Runner;
import io.schedprobe.model.Share;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Adds up the entries of a wait that stand for one task: same thread, process, kind and cgroup (a
 * task can change its cgroup meanwhile). Reused from wait to wait; for one thread.
 */
final class RunnerMerger {
  private static final Comparator<Runner> LONGEST_FIRST =
      Comparator.comparingLong(Runner::ranNanos).reversed();

  /** Twice the entries, so that a free place ends every search. */
  private static final int PLACES = 2 * Limits.MAX_CULPRITS;

  private final CommCache comms;
  private final short[] places = new short[PLACES]; // 1 + index of a runner; 0: free
  private final int[] offsets = new int[Limits.MAX_CULPRITS];
  private final long[] ranNanos = new long[Limits.MAX_CULPRITS];
  private int size;

  RunnerMerger(CommCache comms) {
    this.comms = comms;
  }

  /**
   * Merges {@code count} entries from {@code offset} on.
   *
   * @param duration of their wait in nanoseconds
   * @return how many entries were left out: no task, of a kind that cannot have the CPU, or said to
   *     have run longer than the wait
   */
  int merge(ByteBuffer data, int offset, int count, long duration) {
    size = 0;
    if (count > 0) {
      Arrays.fill(places, (short) 0);
    }
    int refused = 0;
    for (int i = 0; i < count; i++) {
      int at = offset + i * RunnerLayout.SIZE;
      if (isSound(data, at, duration)) {
        add(data, at);
      } else {
        refused++;
      }
    }
    return refused;
  }

  private static boolean isSound(ByteBuffer data, int at, long duration) {
    Share kind = Share.of(data.get(at + RunnerLayout.KIND));
    long ran = data.getLong(at + RunnerLayout.RAN_NS);
    return data.getInt(at + RunnerLayout.TID) != 0
        && kind.compareTo(Share.EXTERNAL) >= 0
        && kind.compareTo(Share.KERNEL) <= 0
        && ran >= 0
        && ran <= duration;
  }

  private void add(ByteBuffer data, int at) {
    long ran = data.getLong(at + RunnerLayout.RAN_NS);
    int place = place(data, at);
    for (; places[place] != 0; place = (place + 1) % PLACES) {
      int index = places[place] - 1;
      if (sameTask(data, offsets[index], at)) {
        ranNanos[index] += ran;
        return;
      }
    }
    offsets[size] = at;
    ranNanos[size] = ran;
    places[place] = (short) ++size;
  }

  private static int place(ByteBuffer data, int at) {
    int hash = data.getInt(at + RunnerLayout.TID) * 31 + data.getInt(at + RunnerLayout.CGROUP_ID);
    return ((hash * 0x9E3779B9) >>> 16) % PLACES;
  }

  private static boolean sameTask(ByteBuffer data, int one, int other) {
    return data.getInt(one + RunnerLayout.TID) == data.getInt(other + RunnerLayout.TID)
        && data.getInt(one + RunnerLayout.TGID) == data.getInt(other + RunnerLayout.TGID)
        && data.get(one + RunnerLayout.KIND) == data.get(other + RunnerLayout.KIND)
        && data.getLong(one + RunnerLayout.CGROUP_ID)
            == data.getLong(other + RunnerLayout.CGROUP_ID);
  }

  /** The merged tasks, longest first; a task goes by the names of its first entry. */
  List<Runner> runners(ByteBuffer data) {
    if (size == 0) {
      return List.of();
    }
    Runner[] runners = new Runner[size];
    for (int i = 0; i < size; i++) {
      runners[i] = read(data, offsets[i], ranNanos[i]);
    }
    Arrays.sort(runners, LONGEST_FIRST);
    return List.of(runners);
  }

  /** The one entry at {@code at}, unmerged. */
  Runner read(ByteBuffer data, int at) {
    return read(data, at, data.getLong(at + RunnerLayout.RAN_NS));
  }

  private Runner read(ByteBuffer data, int at, long ran) {
    return new Runner(
        Share.of(data.get(at + RunnerLayout.KIND)),
        comms.get(data, at + RunnerLayout.COMM),
        comms.get(data, at + RunnerLayout.PROCESS),
        data.getInt(at + RunnerLayout.TID),
        data.getInt(at + RunnerLayout.TGID),
        data.getLong(at + RunnerLayout.CGROUP_ID),
        ran);
  }
}
