package io.schedprobe.tracer;

/**
 * Sizes that are fixed once the programs are loaded.
 *
 * @param ringBytes of the ring buffer: a power of two, 4 KiB … 256 MiB; where a page is larger, the
 *     ring is one page
 * @param logEntries runs remembered per CPU to name culprits: a power of two, 16 … 65536
 */
public record TracerConfig(int ringBytes, int logEntries) {
  public static final TracerConfig DEFAULT = new TracerConfig(1024 * 1024, 1024);

  public TracerConfig {
    requirePowerOfTwo("ring size in bytes", ringBytes, 4096, 256 << 20);
    requirePowerOfTwo("run log entries per CPU", logEntries, 16, 65536);
  }

  /**
   * The same for a kernel with such pages: a ring is made of whole ones (kernel/bpf/ringbuf.c,
   * ringbuf_map_alloc).
   *
   * @param pageBytes a power of two, 4 … 64 KiB
   */
  TracerConfig forPagesOf(int pageBytes) {
    return new TracerConfig(Math.max(ringBytes, pageBytes), logEntries);
  }

  private static void requirePowerOfTwo(String what, int value, int least, int most) {
    if (value < least || value > most || Integer.bitCount(value) != 1) {
      throw new IllegalArgumentException(
          what + " must be a power of two from " + least + " to " + most + ", not " + value);
    }
  }
}
