package io.schedprobe.identity;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import io.schedprobe.natives.Jna;

/** Clocks of the kernel that Java does not have. Unknown where no native call can be made. */
public final class KernelClocks {
  public static final long UNKNOWN = Long.MIN_VALUE;

  // include/uapi/linux/time.h
  private static final int CLOCK_THREAD_CPUTIME_ID = 3;
  private static final int CLOCK_BOOTTIME = 7;

  private Function clockGettime;
  private boolean sought;

  /** CPU time of the calling thread, in nanoseconds. */
  public long threadCpuNanos() {
    return nanos(CLOCK_THREAD_CPUTIME_ID);
  }

  /** Time since boot, also that spent suspended, in nanoseconds. */
  public long sinceBootNanos() {
    return nanos(CLOCK_BOOTTIME);
  }

  private long nanos(int clock) {
    if (!isThere()) {
      return UNKNOWN;
    }
    try (Memory timespec = new Memory(16)) {
      return clockGettime.invokeInt(new Object[] {clock, timespec}) == 0
          ? timespec.getLong(0) * 1_000_000_000L + timespec.getLong(8)
          : UNKNOWN;
    }
  }

  private boolean isThere() {
    if (!sought) {
      sought = true;
      try {
        Jna.load();
        clockGettime = NativeLibrary.getProcess().getFunction("clock_gettime");
      } catch (LinkageError e) {
        clockGettime = null;
      }
    }
    return clockGettime != null;
  }
}
