package io.schedprobe.truth;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.util.concurrent.TimeUnit;

/** On which CPU a thread may run, whosever it is. */
final class Affinity {
  private static final Function SET =
      NativeLibrary.getInstance("c").getFunction("sched_setaffinity", Function.THROW_LAST_ERROR);

  private Affinity() {}

  /**
   * Pins the thread.
   *
   * @param cpu below 64
   */
  static void pin(int tid, int cpu) {
    try (Memory mask = new Memory(Long.BYTES)) {
      mask.setLong(0, 1L << cpu);
      SET.invokeInt(new Object[] {tid, (long) Long.BYTES, mask});
    }
  }

  /** Moves the thread from one CPU to the other every few milliseconds. */
  static void pinToAndFro(int tid, int seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (int i = 0; System.nanoTime() < end; i++) {
      pin(tid, i % 2);
      Thread.sleep(3);
    }
  }
}
