package io.schedprobe.ring;

import static io.schedprobe.ring.RingDescriptor.ALIGNMENT;
import static io.schedprobe.ring.RingDescriptor.BUSY;
import static io.schedprobe.ring.RingDescriptor.DISCARD;
import static io.schedprobe.ring.RingDescriptor.HEADER_SIZE;
import static io.schedprobe.ring.RingDescriptor.LENGTH_MASK;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The one consumer of a BPF ring buffer, over its mapped memory.
 *
 * <p>{@link #drain} belongs to one thread at a time; everything else may be asked by any thread.
 * The memory must stay mapped as long as the reader is used: it is plain memory to the JVM, and
 * reading it once unmapped ends the process.
 */
public final class RingReader {
  private static final VarHandle POSITION =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle LENGTH_AND_FLAGS =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final ByteBuffer consumerPage;
  private final ByteBuffer producerPage;
  private final ByteBuffer data;
  private final int dataSize;

  private final Tally records = new Tally();
  private final Tally discarded = new Tally();
  private final Tally handlerFailures = new Tally();
  private final Tally corruptions = new Tally();
  private final Tally lostBytes = new Tally();
  private volatile Throwable lastFailure;

  /**
   * A reader that goes on where the consumer position stands.
   *
   * @param consumerPage the map's first page, mapped writable
   * @param producerPageAndData the rest of the map, read-only: one page and twice the data
   * @param dataSize the map's max_entries in bytes, a power of two
   * @throws IllegalArgumentException when the buffers are not such a mapping
   */
  public RingReader(ByteBuffer consumerPage, ByteBuffer producerPageAndData, int dataSize) {
    if (!consumerPage.isDirect() || !producerPageAndData.isDirect()) {
      throw new IllegalArgumentException("a ring is read over mapped memory: pass direct buffers");
    }
    if (consumerPage.isReadOnly() || consumerPage.capacity() < Long.BYTES) {
      throw new IllegalArgumentException(
          "the consumer page must be writable and hold the consumer position");
    }
    long pageSize = producerPageAndData.capacity() - 2L * dataSize;
    if (dataSize < ALIGNMENT || Integer.bitCount(dataSize) != 1 || pageSize < Long.BYTES) {
      throw new IllegalArgumentException(
          "the data size must be a power of two and be mapped twice after the producer page, not "
              + dataSize
              + " bytes in a mapping of "
              + producerPageAndData.capacity());
    }
    this.consumerPage = consumerPage.duplicate();
    this.producerPage = producerPageAndData.duplicate();
    this.data =
        producerPageAndData
            .slice((int) pageSize, 2 * dataSize)
            .asReadOnlyBuffer()
            .order(ByteOrder.nativeOrder());
    this.dataSize = dataSize;
  }

  /**
   * Hands over what had been submitted when the call began, up to the first record that is still
   * being written. What the handler throws is counted and the next record follows.
   *
   * @param maxRecords the most to hand over, 1 or more
   * @return records handed over, those included at which the handler threw
   * @throws RingCorruptedException after resynchronising; {@link #drain} may be called again
   */
  public int drain(RecordHandler handler, int maxRecords) {
    long position = (long) POSITION.getAcquire(consumerPage, 0);
    long end = (long) POSITION.getAcquire(producerPage, 0);
    long filled = end - position;
    if (filled < 0 || filled > dataSize || (position & (ALIGNMENT - 1)) != 0) {
      throw resynchronize(
          "the consumer stands at " + position + " and the producer at " + end, filled, end);
    }
    int handed = 0;
    int passed = 0;
    while (position != end && handed < maxRecords) {
      int offset = (int) position & (dataSize - 1);
      // Pairs with the exchange in bpf_ringbuf_commit(): no BUSY bit, then the bytes are there.
      int header = (int) LENGTH_AND_FLAGS.getAcquire(data, offset);
      if ((header & BUSY) != 0) {
        break;
      }
      int length = header & LENGTH_MASK;
      long next = position + RingDescriptor.span(length);
      if (next > end) {
        records.add(handed);
        discarded.add(passed);
        throw resynchronize(
            "the record at " + position + " of " + length + " bytes passes the producer at " + end,
            end - position,
            end);
      }
      if ((header & DISCARD) != 0) {
        passed++;
      } else {
        handed++;
        hand(handler, offset + HEADER_SIZE, length);
      }
      position = next;
      // After the handler: from here on the kernel may overwrite the record.
      POSITION.setRelease(consumerPage, 0, position);
    }
    records.add(handed);
    discarded.add(passed);
    return handed;
  }

  private void hand(RecordHandler handler, int offset, int length) {
    try {
      handler.onRecord(data, offset, length);
    } catch (Throwable failure) {
      handlerFailures.add(1);
      lastFailure = failure;
    }
  }

  private RingCorruptedException resynchronize(String what, long lost, long producerPosition) {
    long atMost = lost < 0 || lost > dataSize ? dataSize : lost;
    corruptions.add(1);
    lostBytes.add(atMost);
    POSITION.setRelease(consumerPage, 0, producerPosition);
    return new RingCorruptedException("The ring buffer is corrupt: " + what, atMost);
  }

  /** Bytes submitted or reserved and not yet consumed, headers included: 0 … {@link #dataSize}. */
  public long pendingBytes() {
    long position = (long) POSITION.getAcquire(consumerPage, 0);
    long end = (long) POSITION.getAcquire(producerPage, 0);
    // The producer may have gone round between the two loads.
    return Math.max(0, Math.min(end - position, dataSize));
  }

  /** The ring's size in bytes. */
  public int dataSize() {
    return dataSize;
  }

  /** Records handed over since construction. */
  public long records() {
    return records.get();
  }

  /** Records that the producer discarded after reserving them. */
  public long discarded() {
    return discarded.get();
  }

  /** Records at which the handler threw. */
  public long handlerFailures() {
    return handlerFailures.get();
  }

  /** What the handler threw last, or null. */
  public Throwable lastFailure() {
    return lastFailure;
  }

  /** Times the ring was found corrupt. */
  public long corruptions() {
    return corruptions.get();
  }

  /** Bytes passed over in corrupt rings, headers included; at most the ring's size each time. */
  public long lostBytes() {
    return lostBytes.get();
  }
}
