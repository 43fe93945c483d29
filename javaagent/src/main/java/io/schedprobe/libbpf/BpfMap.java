package io.schedprobe.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A map of an object. Valid until the object is closed. */
public final class BpfMap {
  private final String name;
  private final Pointer map;

  BpfMap(String name, Pointer map) {
    this.name = name;
    this.map = map;
  }

  public String name() {
    return name;
  }

  /** After loading. */
  public int fd() {
    return LibBpf.bpf_map__fd(map);
  }

  public int valueBytes() {
    return LibBpf.bpf_map__value_size(map);
  }

  public int maxEntries() {
    return LibBpf.bpf_map__max_entries(map);
  }

  /** Before loading. */
  public void maxEntries(int entries) throws BpfException {
    BpfObject.check("sizing " + name, LibBpf.bpf_map__set_max_entries(map, entries));
  }

  /**
   * Whether it is created at all; before loading. The programs that are loaded must not reach where
   * they would use it.
   */
  public void created(boolean create) throws BpfException {
    BpfObject.check("choosing " + name, LibBpf.bpf_map__set_autocreate(map, create));
  }

  /** What a map of globals will begin with, before loading; writable. */
  public ByteBuffer initialValue() throws BpfException {
    try (Memory size = new Memory(8)) {
      Pointer value =
          BpfObject.check(
              "reading the initial value of " + name, LibBpf.bpf_map__initial_value(map, size));
      return value.getByteBuffer(0, size.getLong(0)).order(ByteOrder.nativeOrder());
    }
  }

  /** Maps an array with {@code BPF_F_MMAPABLE} into memory, whole. */
  public MappedMemory mapped(boolean writable) throws BpfException {
    // kernel/bpf/arraymap.c: elements are 8-byte aligned and lie one behind the other.
    long element = (valueBytes() + 7L) / 8 * 8;
    return MappedMemory.map(fd(), 0, element * maxEntries(), writable);
  }
}
