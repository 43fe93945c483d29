package io.schedprobe.layout;

/** {@code enum record_type}: the first 32 bits of every ring record. */
public final class RecordType {
  public static final int RECORD_WAIT = 1;
  public static final int RECORD_CGROUP = 2;

  private RecordType() {}
}
