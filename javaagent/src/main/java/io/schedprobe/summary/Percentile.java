package io.schedprobe.summary;

/**
 * A percentile of waits and how well it is known.
 *
 * @param nanos 0 if unknown
 */
record Percentile(Known known, long nanos) {
  static final Percentile UNKNOWN = new Percentile(Known.NOT, 0);

  enum Known {
    NOT,
    EXACTLY,
    /** The true value is this or less: told from periods, or from a threshold not reached. */
    AT_MOST,
    /** The true value is this or more: some waits were lost. */
    AT_LEAST
  }
}
