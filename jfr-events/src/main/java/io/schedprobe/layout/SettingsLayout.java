package io.schedprobe.layout;

/** {@code struct settings}: written by user space at any time. Offsets in bytes. */
public final class SettingsLayout {
  public static final int THRESHOLD_NS = 0;

  /** Per CPU. */
  public static final int RECORDS_PER_SECOND = THRESHOLD_NS + 8;

  /** Bytes of the whole struct. */
  public static final int SIZE = RECORDS_PER_SECOND + 8;

  private SettingsLayout() {}
}
