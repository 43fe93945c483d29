package io.schedprobe.summary;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * How far a recording file is whole. A file is a row of chunks, each with its length in its header
 * and its constants at its end; the JDK's reader waits for ever on one that nobody finishes.
 *
 * <p>Header, big endian: magic at 0, length at 8, position of the metadata at 24, state at 64 (0
 * when finished); see {@code jdk.jfr.internal.consumer.ChunkHeader}.
 *
 * @param readable bytes from the start of the file that the JDK's reader can take
 * @param unfinishedAt start of a last chunk within {@code readable} that needs its state set to 0;
 *     negative if there is none
 * @param incomplete the rest is a chunk whose end is missing
 * @param damage what is wrong with the rest; null if all is whole
 */
record Chunks(long readable, long unfinishedAt, boolean incomplete, String damage) {
  static final int STATE_OFFSET = 64;
  private static final int HEADER_LENGTH = 68;
  private static final int MAGIC = 'F' << 24 | 'L' << 16 | 'R' << 8;

  static Chunks scan(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      long at = 0;
      while (at < size) {
        ByteBuffer header = header(channel, at);
        if (header.remaining() < HEADER_LENGTH && beginsAsOne(header)) {
          return cut(at, size, "");
        }
        if (header.remaining() < HEADER_LENGTH || header.getInt(0) != MAGIC) {
          return new Chunks(at, -1, false, "what follows is no chunk of a recording");
        }
        long length = header.getLong(8);
        if (header.get(STATE_OFFSET) != 0) {
          boolean flushed = header.getLong(24) != 0 && fits(length, at, size);
          return new Chunks(
              flushed ? at + length : at,
              flushed ? at : -1,
              true,
              "its last part was never finished: the JVM still writes it or was killed");
        }
        if (length <= HEADER_LENGTH) {
          return new Chunks(at, -1, false, "the header of a chunk makes no sense");
        }
        if (!fits(length, at, size)) {
          return cut(at, size, String.format(Locale.ROOT, " of %,d", length));
        }
        at += length;
      }
      return new Chunks(at, -1, false, null);
    }
  }

  private static Chunks cut(long at, long size, String of) {
    String where = at == 0 ? "its first chunk" : "its last chunk";
    return new Chunks(
        at,
        -1,
        true,
        String.format(Locale.ROOT, "it is cut off in %s, after %,d%s bytes", where, size - at, of));
  }

  private static boolean beginsAsOne(ByteBuffer header) {
    for (int i = 0; i < Math.min(Integer.BYTES, header.remaining()); i++) {
      if (header.get(i) != (byte) (MAGIC >> (8 * (Integer.BYTES - 1 - i)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(long length, long at, long size) {
    return length > HEADER_LENGTH && length <= size - at;
  }

  private static ByteBuffer header(FileChannel channel, long at) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH);
    while (header.hasRemaining() && channel.read(header, at + header.position()) >= 0) {
      // A read may bring less than was asked for.
    }
    return header.flip();
  }
}
