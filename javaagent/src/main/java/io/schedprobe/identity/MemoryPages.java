package io.schedprobe.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * A view of memory that does not change while it is looked at: each page is read once. For parsing
 * tables of thousands of small entries with a few system calls.
 */
final class MemoryPages {

  /** The smallest page there is: no larger one is readable in part only. */
  private static final int PAGE = 4096;

  private final NativeMemory memory;
  private final Map<Long, ByteBuffer> pages = new HashMap<>();
  private long lastStart;
  private ByteBuffer last;

  MemoryPages(NativeMemory memory) {
    this.memory = memory;
  }

  int u8(long address) throws IOException {
    return page(address).get((int) (address & (PAGE - 1))) & 0xff;
  }

  int u16(long address) throws IOException {
    return u8(address) | u8(address + 1) << 8;
  }

  int i32(long address) throws IOException {
    int offset = (int) (address & (PAGE - 1));
    if (offset <= PAGE - Integer.BYTES) {
      return page(address).getInt(offset);
    }
    return u16(address) | u16(address + 2) << 16;
  }

  long u32(long address) throws IOException {
    return Integer.toUnsignedLong(i32(address));
  }

  long i64(long address) throws IOException {
    int offset = (int) (address & (PAGE - 1));
    if (offset <= PAGE - Long.BYTES) {
      return page(address).getLong(offset);
    }
    return u32(address) | u32(address + 4) << 32;
  }

  /** Whether the bytes at {@code address} are {@code text} in ASCII and then a zero. */
  boolean isText(long address, String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      if (u8(address + i) != text.charAt(i)) {
        return false;
      }
    }
    return u8(address + text.length()) == 0;
  }

  private ByteBuffer page(long address) throws IOException {
    long start = address & -PAGE;
    if (last != null && start == lastStart) {
      return last;
    }
    ByteBuffer page = pages.get(start);
    if (page == null) {
      byte[] bytes = new byte[PAGE];
      memory.read(start, bytes, PAGE);
      page = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      pages.put(start, page);
    }
    lastStart = start;
    last = page;
    return page;
  }
}
