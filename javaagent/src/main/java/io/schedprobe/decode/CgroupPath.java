package io.schedprobe.decode;

import io.schedprobe.layout.CgroupRecordLayout;
import io.schedprobe.layout.Limits;
import io.schedprobe.model.KernelText;
import java.nio.ByteBuffer;

/** The path of a cgroup from the names in its record, which go from its own name upwards. */
final class CgroupPath {
  private static final String UNSEEN = "…";

  private CgroupPath() {}

  /**
   * The path, unescaped: "/" for the root, "/a/b" where the names reach the root, "…/a/b" where
   * they may not.
   *
   * @param offset of the record
   * @param levels names in it, 0 … {@link Limits#CGROUP_LEVELS}
   */
  static String read(ByteBuffer data, int offset, int levels) {
    byte[] bytes = new byte[Limits.CGROUP_NAME_LEN];
    StringBuilder path = new StringBuilder();
    for (int level = 0; level < levels; level++) {
      String name = name(data, offset + CgroupRecordLayout.NAME + level * bytes.length, bytes);
      if (name.isEmpty()) { // the root of a hierarchy is the cgroup without a name
        return path.length() == 0 ? "/" : path.toString();
      }
      path.insert(0, name).insert(0, '/');
    }
    if (levels == Limits.CGROUP_LEVELS) {
      return path.insert(0, UNSEEN).toString();
    }
    return path.length() == 0 ? "/" : path.toString();
  }

  private static String name(ByteBuffer data, int offset, byte[] bytes) {
    data.get(offset, bytes);
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return KernelText.decode(bytes, 0, length);
  }
}
