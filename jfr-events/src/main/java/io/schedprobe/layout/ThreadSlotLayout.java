package io.schedprobe.layout;

/** {@code struct thread_slot}: everything ever waited by one thread. Offsets in bytes. */
public final class ThreadSlotLayout {
  /** A {@link SlotState}. */
  public static final int STATE = 0;

  /** Global. */
  public static final int TID = STATE + 4;

  /** In the thread's own pid namespace. */
  public static final int NS_TID = TID + 4;

  public static final int RESERVED = NS_TID + 4;

  public static final int WAITS = RESERVED + 4;

  public static final int TOTAL_NS = WAITS + 8;

  /** User space zeroes it to begin a new period. */
  public static final int MAX_NS = TOTAL_NS + 8;

  public static final int PREEMPTIONS = MAX_NS + 8;

  /** {@link ShareCode#SHARES} 64-bit numbers, indexed by {@link ShareCode}. */
  public static final int SHARE_NS = PREEMPTIONS + 8;

  public static final int COMM = SHARE_NS + 8 * ShareCode.SHARES;

  /** {@link Limits#HISTOGRAM_BUCKETS} 32-bit numbers. */
  public static final int HISTOGRAM = COMM + Limits.COMM_LEN;

  /** Bytes of the whole struct. */
  public static final int SIZE = HISTOGRAM + 4 * Limits.HISTOGRAM_BUCKETS;

  private ThreadSlotLayout() {}
}
