package io.schedprobe.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The kernel's side of a BPF ring buffer, acted in memory: reserve, write, submit or discard, in
 * the order and with the barriers of {@code kernel/bpf/ringbuf.c}. What the kernel maps twice is
 * written twice here.
 */
public final class SimulatedRing {
  public static final int PAGE = 4096;

  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle INTS =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final ByteBuffer consumerPage = direct(PAGE);
  private final ByteBuffer producerPageAndData;
  private final int size;

  /** A ring of {@code size} bytes of data, a power of two, that begins at {@code position}. */
  public SimulatedRing(int size, long position) {
    this.size = size;
    this.producerPageAndData = direct(PAGE + 2 * size);
    consumerPosition(position);
    producerPosition(position);
  }

  public SimulatedRing(int size) {
    this(size, 0);
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  public RingReader reader() {
    return new RingReader(consumerPage, producerPageAndData.asReadOnlyBuffer(), size);
  }

  public long consumerPosition() {
    return (long) LONGS.getAcquire(consumerPage, 0);
  }

  public void consumerPosition(long position) {
    LONGS.setRelease(consumerPage, 0, position);
  }

  public long producerPosition() {
    return (long) LONGS.getAcquire(producerPageAndData, 0);
  }

  public void producerPosition(long position) {
    LONGS.setRelease(producerPageAndData, 0, position);
  }

  /** The position of a record reserved and marked busy, or -1 when the ring has no room for it. */
  public long reserve(int length) {
    long position = producerPosition();
    long next = position + RingDescriptor.span(length);
    if (next - consumerPosition() > size - 1) { // as the kernel: never quite full
      return -1;
    }
    header(position, length | RingDescriptor.BUSY);
    producerPosition(next);
    return position;
  }

  /** Writes one byte of a reserved record. */
  public void put(long position, int index, byte value) {
    int at = (int) (position + RingDescriptor.HEADER_SIZE + index) & (size - 1);
    producerPageAndData.put(PAGE + at, value);
    producerPageAndData.put(PAGE + size + at, value);
  }

  /** Writes 8 bytes of a reserved record at a multiple of 8. */
  public void putLong(long position, int index, long value) {
    int at = (int) (position + RingDescriptor.HEADER_SIZE + index) & (size - 1);
    producerPageAndData.putLong(PAGE + at, value);
    producerPageAndData.putLong(PAGE + size + at, value);
  }

  /** Ends a reserved record with the header's length and flags. */
  public void commit(long position, int lengthAndFlags) {
    header(position, lengthAndFlags);
  }

  /** Reserves, writes and submits; false when there is no room. */
  public boolean submit(byte... record) {
    long position = reserve(record.length);
    if (position < 0) {
      return false;
    }
    for (int i = 0; i < record.length; i++) {
      put(position, i, record[i]);
    }
    commit(position, record.length);
    return true;
  }

  /** Reserves and discards. */
  public void discard(int length) {
    commit(reserve(length), length | RingDescriptor.DISCARD);
  }

  private void header(long position, int lengthAndFlags) {
    int at = (int) position & (size - 1);
    INTS.setRelease(producerPageAndData, PAGE + size + at, lengthAndFlags);
    INTS.setRelease(producerPageAndData, PAGE + at, lengthAndFlags);
  }
}
