package io.schedprobe.identity;

import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * Reads through {@code /proc/self/mem}, where the kernel answers EIO for an unmapped address
 * (proc(5)).
 *
 * <p>A {@code RandomAccessFile}, because an interrupt of the reading thread would close a {@code
 * FileChannel} for good. Not safe for use by several threads at once.
 */
final class ProcMemory implements NativeMemory {

  private final RandomAccessFile file;

  ProcMemory() throws IOException {
    file = new RandomAccessFile("/proc/self/mem", "r");
  }

  @Override
  public void read(long address, byte[] into, int length) throws IOException {
    file.seek(address);
    file.readFully(into, 0, length);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
