package io.schedprobe.metrics;

/** A sum that only grows, fed from a tally that begins anew with each source. */
final class Tally {
  private long sum;
  private long last;
  private boolean known;

  /**
   * Takes the tally as it is now.
   *
   * @param now -1 where not known, which changes nothing
   * @param anew whether it began at 0 since the last call
   */
  void update(long now, boolean anew) {
    if (anew) {
      last = 0;
    }
    if (now >= 0) {
      known = true;
      // A reader that is a little late sees a little less: that is made up for later.
      sum += Math.max(0, now - last);
      last = Math.max(last, now);
    }
  }

  /** Adds what was counted since the last call; -1 where not known. */
  void add(long more) {
    if (more >= 0) {
      known = true;
      sum += more;
    }
  }

  /** Whether it was ever known. */
  boolean isKnown() {
    return known;
  }

  long sum() {
    return sum;
  }
}
