package io.schedprobe.ring;

/**
 * The memory layout of a BPF ring buffer as user space maps it.
 *
 * <pre>
 *   map offset 0            consumer page, writable: consumer position (u64) at its start
 *   map offset page         producer page, read-only: producer position (u64) at its start
 *   map offset 2 * page     the data, and once more the data, so that no record ever wraps
 * </pre>
 *
 * <p>Positions only grow; a position modulo the size is the place in the data. A record is a header
 * of 8 bytes, of which the first 4 are length and flags, and its bytes, padded to 8.
 *
 * <p>Source: {@code struct bpf_ringbuf} and {@code struct bpf_ringbuf_hdr} in {@code
 * kernel/bpf/ringbuf.c}; the flags in {@code include/uapi/linux/bpf.h}.
 */
public final class RingDescriptor {
  /** BPF_RINGBUF_BUSY_BIT: reserved and not yet submitted. */
  public static final int BUSY = 1 << 31;

  /** BPF_RINGBUF_DISCARD_BIT: submitted to be passed over. */
  public static final int DISCARD = 1 << 30;

  /** The bits of the header's first 4 bytes that are the length. */
  public static final int LENGTH_MASK = ~(BUSY | DISCARD);

  /** BPF_RINGBUF_HDR_SZ, in bytes. */
  public static final int HEADER_SIZE = 8;

  /** Records begin at multiples of this many bytes. */
  public static final int ALIGNMENT = 8;

  private RingDescriptor() {}

  /**
   * Bytes that a record takes in the ring, header and padding included.
   *
   * @param length of the record, 0 … {@link #LENGTH_MASK}
   */
  public static long span(int length) {
    return ((long) length + HEADER_SIZE + ALIGNMENT - 1) & -ALIGNMENT;
  }
}
