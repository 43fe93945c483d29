package io.schedprobe.layout;

/** {@code struct scope}: who we are, written by the kernel side. Offsets in bytes. */
public final class ScopeLayout {
  public static final int CGROUP_ID = 0;

  /** Global. */
  public static final int TGID = CGROUP_ID + 8;

  /** 0: the root cgroup. */
  public static final int CGROUP_LEVEL = TGID + 4;

  /** 1: this kernel keeps what tells throttled time. */
  public static final int THROTTLING_MEASURED = CGROUP_LEVEL + 4;

  public static final int RESERVED = THROTTLING_MEASURED + 4;

  /** Bytes of the whole struct. */
  public static final int SIZE = RESERVED + 4;

  private ScopeLayout() {}
}
