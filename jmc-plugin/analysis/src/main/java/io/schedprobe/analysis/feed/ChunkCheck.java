package io.schedprobe.analysis.feed;

/**
 * Looks a chunk over before JMC's parser gets it, which trusts its input: sizes of events that lead
 * backwards, and constant pools that point at each other, would keep it busy for ever.
 */
final class ChunkCheck {
  private static final int CONSTANT_POOL = 1;

  /** Bytes of the head of an event that covers the rest: a size of 5 and a type. */
  private static final int COVER = 6;

  private final byte[] bytes;
  private final int offset;
  private final ChunkHeader header;
  private final int length;
  private final int available;
  private int at;

  /**
   * A check of one chunk, all of which is available.
   *
   * @param available how many of the next bytes are
   */
  ChunkCheck(RecordingBytes bytes, int available, ChunkHeader header) {
    this.bytes = bytes.bytes();
    this.offset = bytes.offset();
    this.available = available;
    this.header = header;
    this.length = (int) header.length();
  }

  /** Why the chunk can't be read at all; null if it may be. */
  String pools() {
    long pool = header.constants();
    while (pool != 0) {
      if (pool < ChunkHeader.SIZE || pool >= length) {
        return "its constants are out of place";
      }
      at = (int) pool;
      long size = next(true);
      long type = next(false);
      next(false); // start
      next(false); // duration
      long delta = next(false);
      if (size <= 0 || type != CONSTANT_POOL || at > length || delta > 0) {
        return "its constants are damaged";
      }
      pool = delta == 0 ? 0 : pool + delta;
    }
    return null;
  }

  /** Whether the next chunk begins where one of the events should: then the length is wrong. */
  boolean reachesIntoNext() {
    int event = ChunkHeader.SIZE;
    while (event < length) {
      if (ChunkHeader.isAt(bytes, offset + event, available - event)) {
        return true;
      }
      at = event;
      long size = next(true);
      if (size <= 0 || size > length - event) {
        return false;
      }
      event += (int) size;
    }
    return false;
  }

  /**
   * Follows the sizes of the events. Where one makes no sense, everything from there on is covered
   * by one event that parsers pass over.
   *
   * @return the position of the first event that makes no sense; -1 if all do
   */
  int coverDamagedEvents() {
    int event = ChunkHeader.SIZE;
    while (event < length) {
      at = event;
      long size = next(true);
      if (size <= 0 || size > length - event) {
        cover(event);
        return event;
      }
      event += (int) size;
    }
    return -1;
  }

  private void cover(int event) {
    int size = length - event;
    if (size < COVER || !header.compressed()) {
      return;
    }
    for (int i = 0; i < COVER - 1; i++) {
      int more = i < COVER - 2 ? 0x80 : 0;
      bytes[offset + event + i] = (byte) (((size >>> (7 * i)) & 0x7f) | more);
    }
    bytes[offset + event + COVER - 1] = CONSTANT_POOL;
  }

  /** The next integer, or -1 behind the end; as JMC reads it. */
  private long next(boolean narrow) {
    if (!header.compressed()) {
      int width = narrow ? Integer.BYTES : Long.BYTES;
      long value = 0;
      for (int i = 0; i < width; i++) {
        value = value << 8 | octet();
      }
      return narrow ? (int) value : value;
    }
    long value = 0;
    for (int i = 0; i < 8; i++) {
      int octet = octet();
      value += (octet & 0x7fL) << (7 * i);
      if (octet < 0x80) {
        return narrow ? (int) value : value;
      }
    }
    value += (long) octet() << 56;
    return narrow ? (int) value : value;
  }

  /** 0 behind the end; {@link #at} goes on all the same. */
  private int octet() {
    int octet = at < length ? bytes[offset + at] & 0xff : 0;
    at++;
    return octet;
  }
}
