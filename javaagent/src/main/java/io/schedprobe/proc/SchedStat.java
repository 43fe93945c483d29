package io.schedprobe.proc;

/**
 * The three numbers of {@code /proc/<pid>/task/<tid>/schedstat}: "time spent on the cpu", "time
 * spent waiting on a runqueue" (both nanoseconds) and "# of timeslices run on this cpu", cumulative
 * since the thread began (kernel documentation, scheduler/sched-stats.rst).
 *
 * <p>Mutable, so that thousands of threads are read into one instance. A wait in progress is not in
 * the numbers: the kernel adds it when the thread gets the CPU.
 */
final class SchedStat {
  private long onCpuNanos;
  private long runDelayNanos;
  private long timeslices;

  /** Nanoseconds on a CPU. */
  long onCpuNanos() {
    return onCpuNanos;
  }

  /** Nanoseconds in a run queue. */
  long runDelayNanos() {
    return runDelayNanos;
  }

  /** How often the thread got a CPU, each time at the end of one wait. */
  long timeslices() {
    return timeslices;
  }

  /** True when the kernel has counted nothing at all, which a running thread rules out. */
  boolean isEmpty() {
    return onCpuNanos == 0 && runDelayNanos == 0 && timeslices == 0;
  }

  /**
   * Takes the numbers from the file's content.
   *
   * @return false, and nothing is changed, unless the content is three non-negative decimal numbers
   *     that fit a long and a line end
   */
  boolean parse(byte[] content, int length) {
    long first = 0;
    long second = 0;
    int field = 0;
    int digits = 0;
    long value = 0;
    for (int i = 0; i < length; i++) {
      int c = content[i];
      if (c >= '0' && c <= '9') {
        int digit = c - '0';
        if (value > (Long.MAX_VALUE - digit) / 10) {
          return false;
        }
        value = value * 10 + digit;
        digits++;
        continue;
      }
      if (digits == 0) {
        return false;
      }
      if (c == ' ' && field == 0) {
        first = value;
      } else if (c == ' ' && field == 1) {
        second = value;
      } else if (c == '\n' && field == 2 && i == length - 1) {
        onCpuNanos = first;
        runDelayNanos = second;
        timeslices = value;
        return true;
      } else {
        return false;
      }
      field++;
      digits = 0;
      value = 0;
    }
    return false;
  }
}
