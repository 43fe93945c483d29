package io.schedprobe.benchmarks.overhead;

import java.util.List;

/** A design at work in the kernel; closing leaves nothing of it. */
interface Attached extends AutoCloseable {
  /** The process that holds its programs. */
  long pid();

  /**
   * What to run a workload behind, so that the design sees it as it should: a command's beginning.
   */
  List<String> behind();

  /**
   * Throws unless the design saw the workload as it should.
   *
   * @param waits that the threads of the workload had to go through at least
   */
  void verify(long waits);

  @Override
  void close();
}
