package io.schedprobe.ring;

/**
 * The ring held something that is not the protocol. Records were lost and counted; the reader has
 * already gone on to the producer's position, so that the next drain works again.
 */
public final class RingCorruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long lostBytes;

  RingCorruptedException(String what, long lostBytes) {
    super(
        what
            + "; passed over "
            + lostBytes
            + " bytes. Does another process or thread read the same ring buffer?");
    this.lostBytes = lostBytes;
  }

  /** Bytes of the ring passed over, headers included. */
  public long lostBytes() {
    return lostBytes;
  }
}
