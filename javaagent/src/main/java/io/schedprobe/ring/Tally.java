package io.schedprobe.ring;

import java.util.concurrent.atomic.AtomicLong;

/** A count that one thread keeps and any thread may read; costs the keeper no memory fence. */
public final class Tally {
  private final AtomicLong value = new AtomicLong();

  /** Adds to the count. On the keeping thread only. */
  public void add(long amount) {
    value.setRelease(value.getPlain() + amount);
  }

  /** The count now, on any thread. */
  public long get() {
    return value.getAcquire();
  }
}
