package io.schedprobe.doctor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The kernel's description of its own types, {@code /sys/kernel/btf/vmlinux} (kernel documentation,
 * bpf/btf.rst).
 *
 * @param state whether it could be read
 * @param features the features it shows; empty unless it could be read
 */
public record Btf(State state, Set<KernelFeature> features) {

  /** Whether there is a description. */
  public enum State {
    PRESENT,
    ABSENT,
    UNREADABLE,
    /** Not of the form of btf.rst. */
    BROKEN
  }

  private static final int MAGIC = 0xeB9F;
  private static final int HEADER_BYTES = 24;

  static Btf without(State state) {
    return new Btf(state, Set.of());
  }

  /** Looks for the features' names among the strings of a raw BTF blob. */
  static Btf parse(byte[] blob) {
    ByteBuffer header = ByteBuffer.wrap(blob).order(ByteOrder.nativeOrder());
    if (blob.length < HEADER_BYTES || (header.getShort(0) & 0xffff) != MAGIC) {
      return without(State.BROKEN);
    }
    long start =
        Integer.toUnsignedLong(header.getInt(4)) + Integer.toUnsignedLong(header.getInt(16));
    long end = start + Integer.toUnsignedLong(header.getInt(20));
    if (end > blob.length) {
      return without(State.BROKEN);
    }
    EnumSet<KernelFeature> found = EnumSet.noneOf(KernelFeature.class);
    Set<String> wanted = new java.util.HashSet<>();
    for (KernelFeature feature : KernelFeature.values()) {
      wanted.add(feature.btfName());
    }
    int from = (int) start;
    for (int i = from; i < end; i++) {
      if (blob[i] == 0) {
        int length = i - from;
        if (length > 8 && length < 32) {
          String name = new String(blob, from, length, StandardCharsets.ISO_8859_1);
          if (wanted.remove(name)) {
            for (KernelFeature feature : KernelFeature.values()) {
              if (feature.btfName().equals(name)) {
                found.add(feature);
              }
            }
          }
        }
        from = i + 1;
      }
    }
    return new Btf(State.PRESENT, Collections.unmodifiableSet(found));
  }
}
