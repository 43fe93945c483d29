package io.schedprobe.layout;

/** {@code enum slot_state}: the life of an entry of the threads array. */
public final class SlotState {
  public static final int SLOT_FREE = 0;
  public static final int SLOT_LIVE = 1;

  /** Read it a last time, zero it, then return its number. */
  public static final int SLOT_EXITED = 2;

  private SlotState() {}
}
