package io.schedprobe.analysis.model;

import java.util.Arrays;
import java.util.function.ToLongFunction;

/** A time taken apart into shares, in nanoseconds; immutable. */
public final class Shares {
  /** No time at all, or shares that are not known. */
  public static final Shares NONE = new Shares(new long[Share.values().length]);

  private final long[] nanos;

  private Shares(long[] nanos) {
    this.nanos = nanos;
  }

  /**
   * The shares that a function tells; unknown (negative) ones are 0.
   *
   * @param nanos the length of a share in nanoseconds
   */
  public static Shares of(ToLongFunction<Share> nanos) {
    long[] each = new long[Share.values().length];
    for (Share share : Share.values()) {
      each[share.ordinal()] = Math.max(0, nanos.applyAsLong(share));
    }
    return new Shares(each);
  }

  /** A time that consists of one share. */
  public static Shares of(Share only, long nanos) {
    return of(share -> share == only ? nanos : 0);
  }

  public long get(Share share) {
    return nanos[share.ordinal()];
  }

  public long sum() {
    return Arrays.stream(nanos).sum();
  }

  /** Time in which some task ran. */
  public long ran() {
    return get(Share.EXTERNAL) + get(Share.SIBLING) + get(Share.SELF) + get(Share.KERNEL);
  }

  /** Time in which a task outside this JVM ran. */
  public long outside() {
    return get(Share.EXTERNAL) + get(Share.SIBLING) + get(Share.KERNEL);
  }

  /** The largest share; of equal ones the first; UNATTRIBUTED if all are 0. */
  public Share largest() {
    Share largest = Share.UNATTRIBUTED;
    for (Share share : Share.values()) {
      if (get(share) > get(largest)
          || (get(share) == get(largest) && get(share) > 0 && share.compareTo(largest) < 0)) {
        largest = share;
      }
    }
    return largest;
  }

  public Shares plus(Shares other) {
    return of(share -> get(share) + other.get(share));
  }

  /**
   * The shares of a part of this time, as large in proportion. Which part of a wait a share lies in
   * is not known, so this is an estimate.
   *
   * @param part from 0 to 1
   */
  public Shares times(double part) {
    return of(share -> Math.round(get(share) * part));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shares shares && Arrays.equals(nanos, shares.nanos);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(nanos);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (Share share : Share.values()) {
      if (get(share) > 0) {
        text.append(text.length() > 1 ? ", " : "").append(share.field()).append('=');
        text.append(get(share));
      }
    }
    return text.append('}').toString();
  }
}
