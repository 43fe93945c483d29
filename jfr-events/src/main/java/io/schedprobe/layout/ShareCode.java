package io.schedprobe.layout;

/** {@code enum share}: the shares of a wait; they always sum to the wait. */
public final class ShareCode {
  public static final int SHARE_THROTTLED = 0;
  public static final int SHARE_EXTERNAL = 1;
  public static final int SHARE_SIBLING = 2;
  public static final int SHARE_SELF = 3;
  public static final int SHARE_KERNEL = 4;
  public static final int SHARE_IDLE = 5;
  public static final int SHARE_UNATTRIBUTED = 6;

  /** How many there are. */
  public static final int SHARES = 7;

  private ShareCode() {}
}
