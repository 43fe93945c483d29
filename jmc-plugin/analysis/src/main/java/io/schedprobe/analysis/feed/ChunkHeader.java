package io.schedprobe.analysis.feed;

import java.nio.ByteBuffer;

/**
 * Header of a chunk, big endian: magic at 0, version at 4, length at 8, positions of the last
 * constant pool at 16 and of the metadata at 24, start at 32 and length at 40 in nanoseconds, ticks
 * at 48, ticks per second at 56, state at 64 (0 when finished), features at 64 as an int; see
 * {@code jdk.jfr.internal.consumer.ChunkHeader}.
 *
 * @param length of the chunk in bytes
 * @param constants position of the last constant pool; 0 if there is none
 * @param metadata position of the metadata; 0 if there is none
 * @param start in nanoseconds since the epoch
 * @param duration in nanoseconds
 * @param finished the JVM has written all of it
 * @param compressed integers are written with 7 bits a byte
 */
record ChunkHeader(
    int major,
    long length,
    long constants,
    long metadata,
    long start,
    long duration,
    long ticksPerSecond,
    boolean finished,
    boolean compressed) {
  static final int SIZE = 68;
  static final int MAGIC = 'F' << 24 | 'L' << 16 | 'R' << 8;

  /** Whether a chunk begins at a position, with so many bytes from there on. */
  static boolean isAt(byte[] bytes, int offset, int count) {
    return count >= Integer.BYTES
        && bytes[offset] == 'F'
        && bytes[offset + 1] == 'L'
        && bytes[offset + 2] == 'R'
        && bytes[offset + 3] == 0;
  }

  /** The same, as far as there are bytes. */
  static boolean mayBeAt(byte[] bytes, int offset, int count) {
    for (int i = 0; i < Math.min(Integer.BYTES, count); i++) {
      if (bytes[offset + i] != (byte) (MAGIC >> (8 * (Integer.BYTES - 1 - i)))) {
        return false;
      }
    }
    return true;
  }

  /** The header at a position, with so many bytes from there on; null if there is none. */
  static ChunkHeader of(byte[] bytes, int offset, int count) {
    if (count < SIZE) {
      return null;
    }
    ByteBuffer header = ByteBuffer.wrap(bytes, offset, SIZE).slice();
    return header.getInt(0) != MAGIC
        ? null
        : new ChunkHeader(
            header.getShort(4),
            header.getLong(8),
            header.getLong(16),
            header.getLong(24),
            header.getLong(32),
            header.getLong(40),
            header.getLong(56),
            header.get(64) == 0,
            (header.getInt(64) & 1) != 0);
  }

  /** What is wrong with it by itself; null if nothing. */
  String defect() {
    if (major < 1 || major > 2) {
      return "a chunk says it is of version " + major + ", of which nothing is known";
    }
    if (!finished && (length == 0 || metadata == 0)) {
      return UNFINISHED;
    }
    if (length <= SIZE
        || metadata < SIZE
        || metadata >= length
        || constants < 0
        || constants >= length
        || ticksPerSecond <= 0
        || start < 0
        || duration < 0) {
      return "the header of a chunk makes no sense";
    }
    return length > Integer.MAX_VALUE - 64 ? "a chunk is larger than 2 GB" : null;
  }

  /** The same for a part of the chunk. */
  ChunkHeader part(long length, long constants, long metadata, boolean finished) {
    return new ChunkHeader(
        major, length, constants, metadata, start, duration, ticksPerSecond, finished, compressed);
  }

  /** Writes into the chunk's bytes what {@link #part} changed. */
  void put(byte[] bytes, int offset) {
    ByteBuffer.wrap(bytes, offset, SIZE)
        .slice()
        .putLong(8, length)
        .putLong(16, constants)
        .putLong(24, metadata);
  }

  static final String UNFINISHED =
      "its last part was never finished: the JVM still writes it or was killed";
}
