package io.schedprobe.emit;

import io.schedprobe.model.Runner;
import io.schedprobe.model.Share;
import java.util.List;

/**
 * The process outside this JVM that had the CPU longest during a wait, all its threads together.
 */
final class LargestNeighbor {
  /** One of its threads: the one that ran longest. */
  Runner runner;

  /** Time its threads ran. */
  long nanos;

  /**
   * Finds it; {@link #runner} is null if only this JVM is known to have run.
   *
   * @param culprits longest first
   */
  void find(List<Runner> culprits) {
    runner = null;
    nanos = 0;
    for (int i = 0; i < culprits.size(); i++) {
      Runner candidate = culprits.get(i);
      if (isOutside(candidate)) {
        long sum = sum(culprits, i);
        if (sum > nanos) {
          nanos = sum;
          runner = candidate;
        }
      }
    }
  }

  private static boolean isOutside(Runner runner) {
    return runner.kind() == Share.EXTERNAL
        || runner.kind() == Share.SIBLING
        || runner.kind() == Share.KERNEL;
  }

  /** Time of the process of entry {@code first}; 0 if an earlier entry is of the same process. */
  private static long sum(List<Runner> culprits, int first) {
    Runner process = culprits.get(first);
    long sum = 0;
    for (int i = 0; i < culprits.size(); i++) {
      Runner other = culprits.get(i);
      if (other.tgid() == process.tgid() && other.kind() == process.kind()) {
        if (i < first) {
          return 0;
        }
        sum += other.ranNanos();
      }
    }
    return sum;
  }
}
