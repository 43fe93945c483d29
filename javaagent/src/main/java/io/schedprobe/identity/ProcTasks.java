package io.schedprobe.identity;

import io.schedprobe.model.KernelText;
import java.io.FileInputStream;
import java.io.IOException;

/**
 * Reads {@code /proc/self/task/<tid>/stat} (proc(5)), which counts in USER_HZ: 100 a second on
 * every architecture but Alpha.
 */
final class ProcTasks implements Tasks {

  private static final int READINGS = 5;
  private static final long GOOD_GAP_NANOS = 50_000;

  /** Field 22 of {@code stat}, counted from the state (field 3), which follows the comm. */
  private static final int STARTTIME = 22 - 3;

  private final KernelClocks clocks = new KernelClocks();

  @Override
  public Task read(int tid) {
    try (FileInputStream in = new FileInputStream("/proc/self/task/" + tid + "/stat")) {
      byte[] bytes = new byte[1024];
      int length = in.read(bytes);
      return length <= 0 ? null : task(KernelText.decode(bytes, 0, length));
    } catch (IOException e) {
      return null; // it has ended
    }
  }

  private Task task(String stat) {
    String comm = comm(stat);
    long ticks = startTicks(stat);
    return comm == null
        ? null
        : new Task(comm, ticks < 0 ? BIRTH_UNKNOWN : monotonic(ticks * TICK_NANOS));
  }

  /** The comm in a line of {@code stat}, which may itself hold parentheses and spaces. */
  static String comm(String stat) {
    int open = stat.indexOf('(');
    int close = stat.lastIndexOf(')');
    return open < 0 || close < open ? null : stat.substring(open + 1, close);
  }

  /** Start time in ticks since boot, of a line of {@code stat}; -1 when it has none. */
  static long startTicks(String stat) {
    int afterComm = stat.lastIndexOf(')');
    String[] field = stat.substring(afterComm + 1).trim().split(" ", -1);
    if (afterComm < 0 || field.length <= STARTTIME) {
      return -1;
    }
    try {
      return Long.parseLong(field[STARTTIME]);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  @Override
  public long cpuNanos() {
    long nanos = clocks.threadCpuNanos();
    return nanos == KernelClocks.UNKNOWN ? System.nanoTime() : nanos;
  }

  /** The two clocks differ by the time spent suspended. Unknown, less can be proved. */
  private long monotonic(long sinceBoot) {
    long offset = bootMinusMonotonic();
    return offset == BIRTH_UNKNOWN ? BIRTH_UNKNOWN : sinceBoot - offset;
  }

  /** At least the difference, and more by as little as a few readings can make it. */
  private long bootMinusMonotonic() {
    long offset = BIRTH_UNKNOWN;
    long gap = Long.MAX_VALUE;
    for (int i = 0; i < READINGS && gap > GOOD_GAP_NANOS; i++) {
      long before = System.nanoTime();
      long sinceBoot = clocks.sinceBootNanos();
      if (sinceBoot == KernelClocks.UNKNOWN) {
        return BIRTH_UNKNOWN;
      }
      long took = System.nanoTime() - before;
      if (took < gap) {
        gap = took;
        offset = sinceBoot - before;
      }
    }
    return offset;
  }
}
