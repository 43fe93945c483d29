package io.schedprobe.libbpf;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Kernel memory mapped into this process.
 *
 * <p>A buffer used after {@link #close()} crashes the JVM. Whoever hands it out must see to it that
 * its users have stopped before.
 */
public final class MappedMemory implements AutoCloseable {
  private final long address;
  private final long length;
  private ByteBuffer buffer;

  private MappedMemory(long address, long length, boolean writable) {
    this.address = address;
    this.length = length;
    ByteBuffer whole = new Pointer(address).getByteBuffer(0, length);
    // A write to a page mapped read-only would be a SIGSEGV; a read-only buffer makes it an
    // exception.
    this.buffer = (writable ? whole : whole.asReadOnlyBuffer()).order(ByteOrder.nativeOrder());
  }

  /**
   * Size of a page, the granularity of mappings: on arm64 4, 16 or 64 KiB, as the kernel is built.
   */
  public static int pageBytes() {
    return LibC.getpagesize();
  }

  /**
   * Maps {@code length} bytes of {@code fd}, rounded up to whole pages.
   *
   * @param at where to begin, a multiple of the page size
   * @throws BpfException when the kernel refuses
   */
  public static MappedMemory map(int fd, long at, long length, boolean writable)
      throws BpfException {
    long page = pageBytes();
    long pages = (length + page - 1) / page * page;
    if (length <= 0 || pages > Integer.MAX_VALUE) {
      throw new BpfException("mapping " + length + " bytes", Errno.EINVAL);
    }
    int protection = LibC.PROT_READ | (writable ? LibC.PROT_WRITE : 0);
    long address = LibC.mmap(0, pages, protection, LibC.MAP_SHARED, fd, at);
    if (address == LibC.MAP_FAILED) {
      throw new BpfException("mapping " + pages + " bytes of a BPF map", Native.getLastError());
    }
    return new MappedMemory(address, pages, writable);
  }

  /** The memory, in native byte order; direct, page-aligned. */
  public ByteBuffer buffer() {
    if (buffer == null) {
      throw new IllegalStateException("unmapped");
    }
    return buffer;
  }

  @Override
  public void close() {
    if (buffer != null) {
      buffer = null;
      LibC.munmap(address, length);
    }
  }
}
