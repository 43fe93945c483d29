package io.schedprobe.libbpf;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** User space's view of a {@code BPF_MAP_TYPE_HASH} with 64-bit keys. */
public final class LongHash implements LongTable, AutoCloseable {
  /** A batch that does not fit is refused whole; entries come and go while it is read. */
  private static final int SLACK = 256;

  private final BpfMap map;
  private final int fd;
  private final int valueBytes;
  private final int capacity;
  private final Memory keys;
  private final Memory values;
  private final Memory cursor = new Memory(8);
  private final Memory count = new Memory(4);
  private final ByteBuffer valuesBuffer;

  public LongHash(BpfMap map) {
    this.map = map;
    fd = map.fd();
    valueBytes = map.valueBytes();
    capacity = map.maxEntries() + SLACK;
    keys = new Memory(8L * capacity);
    values = new Memory((long) valueBytes * capacity);
    valuesBuffer = values.getByteBuffer(0, values.size()).order(ByteOrder.nativeOrder());
  }

  @Override
  public int maxEntries() {
    return map.maxEntries();
  }

  /** Every entry, in one system call. */
  @Override
  public void forEach(Visitor visitor) throws BpfException {
    count.setInt(0, capacity);
    int result = LibBpf.bpf_map_lookup_batch(fd, null, cursor, keys, values, count, null);
    // ENOENT is how the kernel says that the end was reached.
    if (result < 0 && result != -Errno.ENOENT) {
      throw new BpfException("reading " + map.name(), -result);
    }
    int found = count.getInt(0);
    for (int i = 0; i < found; i++) {
      visitor.visit(keys.getLong(8L * i), valuesBuffer, i * valueBytes);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Before 5.14 a hash cannot do both at once: an update in between is lost.
   */
  @Override
  public void remove(long key, Visitor last) throws BpfException {
    try (Memory cKey = new Memory(8);
        Memory value = new Memory(valueBytes)) {
      cKey.setLong(0, key);
      int result = LibBpf.bpf_map_lookup_and_delete_elem(fd, cKey, value);
      if (result == -Errno.EINVAL || result == -Errno.ENOTSUPP) {
        result = LibBpf.bpf_map_lookup_elem(fd, cKey, value);
        if (result == 0) {
          result = LibBpf.bpf_map_delete_elem(fd, cKey);
        }
      }
      if (result == -Errno.ENOENT) {
        return;
      }
      BpfObject.check("removing from " + map.name(), result);
      last.visit(key, value.getByteBuffer(0, valueBytes).order(ByteOrder.nativeOrder()), 0);
    }
  }

  @Override
  public void close() {
    keys.close();
    values.close();
    cursor.close();
    count.close();
  }
}
