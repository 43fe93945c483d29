package io.schedprobe.layout;

/** {@code struct cgroup_record}: the name of a cgroup. Offsets in bytes. */
public final class CgroupRecordLayout {
  public static final int TYPE = 0;

  /** Entries used in {@link #NAME}. */
  public static final int LEVELS = TYPE + 4;

  public static final int CGROUP_ID = LEVELS + 4;

  /**
   * {@link Limits#CGROUP_LEVELS} times {@link Limits#CGROUP_NAME_LEN} bytes: its own name first.
   */
  public static final int NAME = CGROUP_ID + 8;

  /** Bytes of the whole struct. */
  public static final int SIZE = NAME + Limits.CGROUP_LEVELS * Limits.CGROUP_NAME_LEN;

  private CgroupRecordLayout() {}
}
