package io.schedprobe.layout;

/** {@code struct neighbor}: what an external cgroup took. Offsets in bytes. */
public final class NeighborLayout {
  public static final int CPU_NS = 0;

  public static final int STALLED_NS = CPU_NS + 8;

  /** When it was last seen. */
  public static final int LAST_NS = STALLED_NS + 8;

  /** A {@link ShareCode}: external, or sibling for a cgroup below ours. */
  public static final int KIND = LAST_NS + 8;

  /** Its cgroup record is in the ring. */
  public static final int NAMED = KIND + 4;

  /** Bytes of the whole struct. */
  public static final int SIZE = NAMED + 4;

  private NeighborLayout() {}
}
