package io.schedprobe.analysis.total;

import io.schedprobe.analysis.model.Place;
import io.schedprobe.analysis.model.Share;
import java.util.List;

/**
 * What one culprit took while threads waited.
 *
 * @param level what is taken together here
 * @param kind share that its time counts into
 * @param name for people: the process, the container or cgroup, or the pod; never empty
 * @param place where it runs, in the words that say most; UNKNOWN for threads of this JVM, kernel
 *     threads and others
 * @param cpuTime CPU time it had during waits; a moment in which two threads waited counts twice
 * @param waits during which it ran
 * @param threadsHit threads that waited meanwhile
 * @param worst longest wait during which it ran, in nanoseconds; unknown if only sums are known
 * @param worstTime how much of that wait it ran
 * @param pids process ids in the initial pid namespace, at most {@link #PIDS}
 * @param morePids there were more processes
 * @param rank place in {@link TimeLine#ranks}; -1 if it has none of its own there
 */
public record NeighborTotals(
    Level level,
    Share kind,
    String name,
    Place place,
    long cpuTime,
    long waits,
    int threadsHit,
    long worst,
    long worstTime,
    List<Long> pids,
    boolean morePids,
    int rank) {
  /** Process ids that are kept. */
  public static final int PIDS = 16;

  /** What is taken together. */
  public enum Level {
    /** Processes of one name in one place; threads of one name of this JVM or of the kernel. */
    PROCESS,
    /** A container, or a cgroup that is none. */
    PLACE,
    /** All containers of a pod. */
    POD
  }

  public NeighborTotals {
    pids = List.copyOf(pids);
  }
}
