package io.schedprobe.identity;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import io.schedprobe.model.KernelText;
import io.schedprobe.natives.Jna;
import java.io.FileInputStream;
import java.io.IOException;

/**
 * Reads {@code /proc/self/task/<tid>/stat} (proc(5)), which counts in USER_HZ: 100 a second on
 * every architecture but Alpha.
 */
final class ProcTasks implements Tasks {

  // include/uapi/linux/time.h
  private static final int CLOCK_THREAD_CPUTIME_ID = 3;
  private static final int CLOCK_BOOTTIME = 7;
  private static final int READINGS = 5;
  private static final long GOOD_GAP_NANOS = 50_000;

  /** Field 22 of {@code stat}, counted from the state (field 3), which follows the comm. */
  private static final int STARTTIME = 22 - 3;

  private Function clockGettime;
  private boolean clockSought;

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
    if (hasClocks()) {
      try (Memory timespec = new Memory(16)) {
        if (clock(CLOCK_THREAD_CPUTIME_ID, timespec)) {
          return nanos(timespec);
        }
      }
    }
    return System.nanoTime();
  }

  /** The two clocks differ by the time spent suspended. */
  private long monotonic(long sinceBoot) {
    long offset = hasClocks() ? bootMinusMonotonic() : BIRTH_UNKNOWN;
    return offset == BIRTH_UNKNOWN ? BIRTH_UNKNOWN : sinceBoot - offset;
  }

  /** Without native calls births stay unknown, and less can be proved. */
  private boolean hasClocks() {
    if (!clockSought) {
      clockSought = true;
      try {
        Jna.load();
        clockGettime = NativeLibrary.getProcess().getFunction("clock_gettime");
      } catch (LinkageError e) {
        clockGettime = null;
      }
    }
    return clockGettime != null;
  }

  private boolean clock(int id, Memory timespec) {
    return clockGettime.invokeInt(new Object[] {id, timespec}) == 0;
  }

  private static long nanos(Memory timespec) {
    return timespec.getLong(0) * 1_000_000_000L + timespec.getLong(8);
  }

  /** At least the difference, and more by as little as a few readings can make it. */
  private long bootMinusMonotonic() {
    long offset = BIRTH_UNKNOWN;
    try (Memory timespec = new Memory(16)) {
      long gap = Long.MAX_VALUE;
      for (int i = 0; i < READINGS && gap > GOOD_GAP_NANOS; i++) {
        long before = System.nanoTime();
        if (!clock(CLOCK_BOOTTIME, timespec)) {
          return BIRTH_UNKNOWN;
        }
        long took = System.nanoTime() - before;
        if (took < gap) {
          gap = took;
          offset = nanos(timespec) - before;
        }
      }
    }
    return offset;
  }
}
