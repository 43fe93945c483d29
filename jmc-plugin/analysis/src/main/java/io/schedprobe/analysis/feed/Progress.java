package io.schedprobe.analysis.feed;

/** Hears how far a file has been read. */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress NONE = (done, whole) -> {};

  /**
   * Called after each chunk.
   *
   * @param done bytes read of the file
   * @param whole bytes of the file; at least 1
   */
  void at(long done, long whole);
}
