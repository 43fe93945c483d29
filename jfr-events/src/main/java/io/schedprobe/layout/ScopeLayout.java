package io.schedprobe.layout;

/** {@code struct scope}: who we are, written by the kernel side. Offsets in bytes. */
public final class ScopeLayout {
  public static final int CGROUP_ID = 0;

  /** Global. */
  public static final int TGID = CGROUP_ID + 8;

  /** 0: the root cgroup. */
  public static final int CGROUP_LEVEL = TGID + 4;

  /** Bytes of the whole struct. */
  public static final int SIZE = CGROUP_LEVEL + 4;

  private ScopeLayout() {}
}
