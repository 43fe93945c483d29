package io.schedprobe.layout;

/** {@code struct wait_record}: one wait over the threshold. Offsets in bytes. */
public final class WaitRecordLayout {
  public static final int TYPE = 0;

  /** Entries that follow from {@link #CULPRIT}; the record ends after the last. */
  public static final int CULPRITS = TYPE + 4;

  public static final int WAIT_ID = CULPRITS + 4;

  public static final int START_NS = WAIT_ID + 8;

  public static final int DURATION_NS = START_NS + 8;

  /** {@link ShareCode#SHARES} 64-bit numbers, indexed by {@link ShareCode}. */
  public static final int SHARE_NS = DURATION_NS + 8;

  /** Global. */
  public static final int TID = SHARE_NS + 8 * ShareCode.SHARES;

  /** In the thread's own pid namespace. */
  public static final int NS_TID = TID + 4;

  public static final int CPU = NS_TID + 4;

  public static final int MIGRATIONS = CPU + 4;

  /** An {@link OnsetCode}. */
  public static final int ONSET = MIGRATIONS + 4;

  /** Entries beyond {@link Limits#MAX_CULPRITS}. */
  public static final int CULPRITS_CUT = ONSET + 4;

  public static final int COMM = CULPRITS_CUT + 4;

  /** One {@link RunnerLayout}. */
  public static final int PREEMPTOR = COMM + Limits.COMM_LEN;

  /** Up to {@link Limits#MAX_CULPRITS} times {@link RunnerLayout}. */
  public static final int CULPRIT = PREEMPTOR + RunnerLayout.SIZE;

  /** Bytes of the whole struct, every culprit used; a record without any has {@link #CULPRIT}. */
  public static final int SIZE = CULPRIT + RunnerLayout.SIZE * Limits.MAX_CULPRITS;

  private WaitRecordLayout() {}
}
