package io.schedprobe.analysis.total;

/**
 * What a CPU quota did to a cgroup, by the kernel's own account. Unknown is -1.
 *
 * @param own it is the JVM's own cgroup, not one above it
 * @param quota CPU time for each period: the last one in force; unknown if unlimited
 * @param quotaPeriod unknown if unlimited
 * @param changed it was another in a part of the recording
 * @param periods quota periods in which it ran
 * @param throttledPeriods quota periods in which it was throttled
 * @param throttledTime added up over the CPUs
 * @param pressureSome time in which a task of it was ready to run and did not
 * @param observed length of the recording that these numbers are of
 * @param stalled time that threads of this JVM lost to it, by single waits that name it
 */
public record QuotaTotals(
    String cgroup,
    boolean own,
    long quota,
    long quotaPeriod,
    boolean changed,
    long periods,
    long throttledPeriods,
    long throttledTime,
    long pressureSome,
    long observed,
    long stalled) {
  /** Quota divided by its period; infinite if unlimited. */
  public double cpus() {
    return quota >= 0 && quotaPeriod > 0 ? (double) quota / quotaPeriod : Double.POSITIVE_INFINITY;
  }

  public boolean limited() {
    return quota >= 0 && quotaPeriod > 0;
  }

  public boolean throttled() {
    return throttledPeriods > 0 || throttledTime > 0;
  }
}
