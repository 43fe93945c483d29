package io.schedprobe.source;

import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.model.WaitSink;
import java.util.function.Consumer;

/**
 * One source of run queue latencies, open from its factory method to {@link #close()}.
 *
 * <p>{@link #poll}, {@link #settings} and {@link #close()} are called by one thread; the others by
 * any, at any time. Once closed, or while it is being closed, they may throw {@link
 * IllegalStateException}.
 */
public interface Source extends AutoCloseable {

  /** "ebpf" or "proc". */
  String name();

  /**
   * What to report as single waits.
   *
   * @param thresholdNanos the shortest wait to report, at least 0
   * @param recordsPerSecondPerCpu the rate cap, at least 1
   */
  void settings(long thresholdNanos, long recordsPerSecondPerCpu);

  /** Delivers the waits that are there; blocks up to the timeout while there are none. */
  void poll(WaitSink sink, int timeoutMillis) throws InterruptedException;

  /** Lets a {@link #poll} in progress, or else the next one, return soon. Thread-safe. */
  default void hurry() {}

  /** What each thread waited since the last call. */
  void readThreads(Consumer<ThreadWaits> to);

  /**
   * What each external cgroup took since the last call; nothing where the source knows no names.
   */
  void readNeighbors(Consumer<NeighborUse> to);

  /** Tallies since the source was opened. */
  SourceStatistics statistics();

  /** Leaves nothing in the kernel. Idempotent. */
  @Override
  void close();
}
