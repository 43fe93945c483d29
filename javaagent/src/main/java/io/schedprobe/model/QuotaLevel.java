package io.schedprobe.model;

/**
 * One cgroup's CPU quota and the kernel's cumulative account of it. Times are nanoseconds; -1 where
 * not known.
 *
 * @param cgroup its path as this JVM sees it, unescaped
 * @param own whether it is this JVM's own, not one above it
 * @param quotaNanos CPU time in each period; -1 if unlimited
 * @param periodNanos length of a period; -1 if unlimited
 * @param burstNanos unused quota that may be saved up; -1 if unlimited or unknown to the kernel
 * @param periods periods in which it ran
 * @param throttledPeriods periods in which it was throttled
 * @param throttledNanos time for which it was throttled, added up over the CPUs
 * @param someNanos time in which some task of it waited
 * @param fullNanos time in which tasks of it waited and none ran
 */
public record QuotaLevel(
    String cgroup,
    boolean own,
    long quotaNanos,
    long periodNanos,
    long burstNanos,
    long periods,
    long throttledPeriods,
    long throttledNanos,
    long someNanos,
    long fullNanos) {

  /** Whether it has a quota. */
  public boolean limited() {
    return quotaNanos >= 0;
  }
}
