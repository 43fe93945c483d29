package io.schedprobe.identity;

/**
 * Keeps work that is done on demand below a share of one CPU: what it costs is taken from an
 * allowance that grows with time.
 */
final class Allowance {

  private final long oneIn;
  private final long most;
  private long left;
  private long updated;

  /**
   * @param oneIn the work may take this fraction of the time: 1/{@code oneIn}
   * @param most nanoseconds of work that may be saved up for a burst, and are there at first
   */
  Allowance(long oneIn, long most, long now) {
    this.oneIn = oneIn;
    this.most = most;
    this.left = most;
    this.updated = now;
  }

  boolean granted(long now) {
    long grown = Math.max(0, now - updated) / oneIn;
    if (grown > 0) {
      left = Math.min(most, left + grown);
      updated = now;
    }
    return left > 0;
  }

  void spend(long nanos) {
    left -= nanos;
  }
}
