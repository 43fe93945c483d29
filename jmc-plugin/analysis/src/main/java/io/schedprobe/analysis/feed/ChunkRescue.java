package io.schedprobe.analysis.feed;

/**
 * Finds the part of a chunk that can be read though its end is missing, or what its header points
 * at is damaged. The JVM writes metadata and constants not at the end alone, but once a second:
 * those before the damage serve for the events before it, but for names that were new since then.
 */
final class ChunkRescue {
  private static final int METADATA = 0;
  private static final int CONSTANT_POOL = 1;

  /** Bytes that hold the size of an event and the four numbers behind it. */
  private static final int HEAD = 5 + 4 * 9;

  /** A larger event than this is damaged. */
  private static final int LARGEST = 16 * 1024 * 1024;

  private final RecordingBytes bytes;
  private int at;
  private int end;

  private ChunkRescue(RecordingBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * Follows the events of the chunk that is next, as far as they make sense.
   *
   * @param header of the chunk
   * @return a header of the part that is whole; null if there is none
   */
  static ChunkHeader find(RecordingBytes bytes, ChunkHeader header) {
    return header.compressed() ? new ChunkRescue(bytes).find(header) : null;
  }

  private ChunkHeader find(ChunkHeader header) {
    int metadata = 0;
    int constants = 0;
    int event = ChunkHeader.SIZE;
    while (event < Integer.MAX_VALUE - LARGEST - HEAD && !isChunk(event)) {
      at = event;
      long size = next();
      long type = next();
      if (size < 2 || size > LARGEST || !has(event + (int) size)) {
        break;
      }
      if (type == METADATA) {
        metadata = event;
      } else if (type == CONSTANT_POOL) {
        next(); // start
        next(); // duration
        long delta = next();
        // Each leads to the one before it: behind a damaged one, none is to be trusted.
        constants = delta == 0 || event + delta == constants ? event : constants;
      }
      event += (int) size;
    }
    boolean whole = header.finished() && event == header.length();
    ChunkHeader part = header.part(event, constants, metadata, whole);
    return constants == 0 || part.defect() != null ? null : part;
  }

  private boolean isChunk(int event) {
    end = bytes.ensure(event + HEAD);
    return ChunkHeader.isAt(bytes.bytes(), bytes.offset() + event, end - event);
  }

  private boolean has(int number) {
    return bytes.mayHave(number) && bytes.ensure(number) == number;
  }

  /** The next integer; -1 behind the end. */
  private long next() {
    long value = 0;
    for (int i = 0; i < 9 && at < end; i++) {
      int octet = bytes.bytes()[bytes.offset() + at++] & 0xff;
      value |= (i < 8 ? octet & 0x7fL : octet) << (7 * i);
      if (octet < 0x80 || i == 8) {
        return value;
      }
    }
    return -1;
  }
}
