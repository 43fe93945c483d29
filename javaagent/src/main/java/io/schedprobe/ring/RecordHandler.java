package io.schedprobe.ring;

import java.nio.ByteBuffer;

/** Takes one record of the ring. */
@FunctionalInterface
public interface RecordHandler {
  /**
   * One record, valid only during the call. It may throw: the record is then passed over and
   * counted.
   *
   * @param data the same buffer for every call, in native byte order, to be read at absolute
   *     positions only
   * @param offset of the record's first byte in {@code data}
   * @param length of the record in bytes, zero or more
   */
  void onRecord(ByteBuffer data, int offset, int length);
}
