package io.schedprobe.analysis.feed;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.openjdk.jmc.common.io.IOToolkit;

/** The bytes of a recording, decompressed, with as many looked at in advance as are asked for. */
final class RecordingBytes implements Closeable {
  private static final int STEP = 64 * 1024;

  private final Counting file;
  private final InputStream input;
  private final long fileSize;
  private final boolean compressed;
  private byte[] buffer = new byte[STEP];
  private int count;
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
   * @throws OutOfMemoryError before anything is read, if there is no room for so many
   */
  int ensure(int number) {
    if (buffer.length < number) {
      buffer = Arrays.copyOf(buffer, number);
    }
    try {
      while (count < number && failure == null) {
        int got = input.read(buffer, count, number - count);
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

  /** From the position on; as many as {@link #ensure} made available, perhaps more. */
  byte[] bytes() {
    return buffer;
  }

  /** Goes on behind the next bytes, which {@link #ensure} has made available. */
  void skip(int number) {
    System.arraycopy(buffer, number, buffer, 0, count - number);
    count -= number;
    position += number;
  }

  /** Gives back the room that a large chunk took. */
  void shrink() {
    buffer = Arrays.copyOf(buffer, Math.max(STEP, count));
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
