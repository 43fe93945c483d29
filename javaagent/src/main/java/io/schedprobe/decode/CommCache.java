package io.schedprobe.decode;

import io.schedprobe.layout.Limits;
import io.schedprobe.model.KernelText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Comms as strings, remembered by their 16 bytes so that the same few names in a storm of records
 * allocate nothing. Bounded: a name is displaced by another that falls on its place. For one
 * thread.
 */
final class CommCache {
  private static final int PLACES = 1024;
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final long[] first = new long[PLACES];
  private final long[] second = new long[PLACES];
  private final String[] names = new String[PLACES];
  private final byte[] bytes = new byte[Limits.COMM_LEN];

  CommCache() {
    names[place(0, 0)] = "";
  }

  /**
   * The comm at {@code offset}: the bytes before the first zero, at most 16, read as {@link
   * KernelText} does.
   */
  String get(ByteBuffer data, int offset) {
    long a = littleEndian(data, offset);
    long b = littleEndian(data, offset + Long.BYTES);
    // What follows the zero is whatever an earlier, longer name left there.
    long keptOfA = beforeZero(a);
    long keptOfB = keptOfA == -1L ? beforeZero(b) : 0L;
    a &= keptOfA;
    b &= keptOfB;
    int place = place(a, b);
    String known = names[place];
    if (known != null && first[place] == a && second[place] == b) {
      return known;
    }
    int length = (Long.bitCount(keptOfA) + Long.bitCount(keptOfB)) / Byte.SIZE;
    data.get(offset, bytes, 0, length);
    String name = KernelText.decode(bytes, 0, length);
    first[place] = a;
    second[place] = b;
    names[place] = name;
    return name;
  }

  private static long littleEndian(ByteBuffer data, int offset) {
    long value = data.getLong(offset);
    return data.order() == ByteOrder.LITTLE_ENDIAN ? value : Long.reverseBytes(value);
  }

  /** A mask of the bytes below the lowest zero byte. */
  private static long beforeZero(long word) {
    // The lowest set bit marks the lowest zero byte; bits above it can be false.
    long zeros = (word - LOW_BITS) & ~word & HIGH_BITS;
    if (zeros == 0) {
      return -1L;
    }
    int bits = Long.numberOfTrailingZeros(zeros) & -Byte.SIZE;
    return (1L << bits) - 1;
  }

  private static int place(long a, long b) {
    long hash = (a * 31 + b) * 0x9E3779B97F4A7C15L;
    return (int) (hash >>> (Long.SIZE - 10));
  }
}
