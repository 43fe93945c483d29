package io.schedprobe.decode;

import io.schedprobe.layout.CgroupRecordLayout;
import io.schedprobe.layout.Limits;
import io.schedprobe.layout.RecordType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A cgroup record as the kernel side writes it, made by hand. */
public final class CgroupBytes {
  private CgroupBytes() {}

  /** The name of {@code id}: its own name first, then its parents'. */
  public static byte[] of(long id, String... names) {
    ByteBuffer bytes = ByteBuffer.allocate(CgroupRecordLayout.SIZE).order(ByteOrder.nativeOrder());
    bytes
        .putInt(CgroupRecordLayout.TYPE, RecordType.RECORD_CGROUP)
        .putInt(CgroupRecordLayout.LEVELS, names.length)
        .putLong(CgroupRecordLayout.CGROUP_ID, id);
    for (int i = 0; i < names.length; i++) {
      bytes.put(
          CgroupRecordLayout.NAME + i * Limits.CGROUP_NAME_LEN,
          names[i].getBytes(StandardCharsets.UTF_8));
    }
    return bytes.array();
  }
}
