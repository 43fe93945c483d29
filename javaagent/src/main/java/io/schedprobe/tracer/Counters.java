package io.schedprobe.tracer;

import io.schedprobe.layout.Counter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The kernel side's tallies: one row of {@link Counter}s for each CPU. */
final class Counters {
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final ByteBuffer rows;
  private final int cpus;

  Counters(ByteBuffer rows, int cpus) {
    this.rows = rows;
    this.cpus = cpus;
  }

  /**
   * A tally over all CPUs since the programs were loaded.
   *
   * @param counter one of {@link Counter}
   */
  long sum(int counter) {
    long sum = 0;
    for (int cpu = 0; cpu < cpus; cpu++) {
      sum += (long) LONGS.getOpaque(rows, (cpu * Counter.COUNTERS + counter) * Long.BYTES);
    }
    return sum;
  }
}
