package io.schedprobe.analysis.feed;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmc.common.io.IOToolkit;

/**
 * The bytes of a recording, decompressed, with as many looked at in advance as are asked for.
 *
 * <p>A crafted file can have a header at every few bytes, each of which asks for as much as there
 * is. So that this takes no longer than the file is long, going on moves nothing, and bytes are
 * moved only when a quarter of the buffer has been passed, or into one that is half again as large.
 */
final class RecordingBytes implements Closeable {
  private static final int STEP = 64 * 1024;

  /** About the largest array that a JVM makes. */
  private static final int LARGEST = Integer.MAX_VALUE - 64;

  private final Counting file;
  private final InputStream input;
  private final long fileSize;
  private final boolean compressed;
  private byte[] buffer = new byte[STEP];
  private int offset;
  private int count;
  private long moved;
  private long position;
  private String failure;

  /** Counts what is read of the file itself. */
  private static final class Counting extends InputStream {
    private final InputStream input;
    private long read;

    Counting(InputStream input) {
      this.input = input;
    }

    @Override
    public int read() throws IOException {
      int octet = input.read();
      read += octet < 0 ? 0 : 1;
      return octet;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int got = input.read(bytes, offset, length);
      read += Math.max(0, got);
      return got;
    }

    @Override
    public void close() throws IOException {
      input.close();
    }
  }

  RecordingBytes(Path path) throws IOException {
    fileSize = Files.size(path);
    file = new Counting(new BufferedInputStream(Files.newInputStream(path), STEP));
    try {
      compressed = IOToolkit.isCompressedFile(path.toFile());
      input = compressed ? IOToolkit.openUncompressedStream(file) : file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Makes the next bytes available in {@link #bytes}.
   *
   * @return how many are; fewer than asked for at the end only
   * @throws OutOfMemoryError if there is no room for so many; what was available still is
   */
  int ensure(int number) {
    try {
      while (count < number && failure == null) {
        // How much there is to come is not known of a compressed file: room for no more than there
        // was already.
        int wanted = compressed ? (int) Math.min(number, Math.max(STEP, 2L * count)) : number;
        makeRoom(wanted);
        int got = input.read(buffer, offset + count, wanted - count);
        if (got < 0) {
          break;
        }
        count += got;
      }
    } catch (IOException | RuntimeException e) {
      // Decompression of damaged bytes, or the file's device: what was read before is good.
      failure = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
    return Math.min(count, number);
  }

  private void makeRoom(int number) {
    if (offset + (long) number <= buffer.length) {
      return;
    }
    byte[] to = buffer;
    if (number > buffer.length || offset < buffer.length / 4) {
      long more = buffer.length + (long) buffer.length / 2;
      to = new byte[(int) Math.min(LARGEST, Math.max(number, more))];
    }
    move(to);
  }

  private void move(byte[] to) {
    System.arraycopy(buffer, offset, to, 0, count);
    moved += count;
    buffer = to;
    offset = 0;
  }

  /** Has the next bytes at {@link #offset}; as many as {@link #ensure} made available. */
  byte[] bytes() {
    return buffer;
  }

  /** Where the next byte is in {@link #bytes}. */
  int offset() {
    return offset;
  }

  /** Goes on behind the next bytes, which {@link #ensure} has made available. */
  void skip(int number) {
    offset += number;
    count -= number;
    position += number;
  }

  /** Gives back the room that a large chunk took. */
  void shrink() {
    int enough = Math.max(STEP, count);
    if (buffer.length / 2 > enough) {
      move(new byte[enough]);
    }
  }

  /** Bytes that are available without any more room. */
  int held() {
    return buffer.length;
  }

  /** Bytes that were moved within memory so far. */
  long moved() {
    return moved;
  }

  /** Bytes of the recording before the next one. */
  long position() {
    return position;
  }

  /** Whether the recording has at least so many bytes more; a guess if it is compressed. */
  boolean mayHave(long number) {
    return compressed || number <= fileSize - position;
  }

  /** Why the bytes end where they do, if not because the recording does; null if it does. */
  String failure() {
    return failure;
  }

  /** Bytes of the file that were read. */
  long fileRead() {
    return compressed ? file.read : position;
  }

  long fileSize() {
    return fileSize;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
