package io.schedprobe.analysis.feed;

/**
 * A part of a recording file that could not be read.
 *
 * @param offset of the chunk or of what is no chunk, in bytes from the start of the (uncompressed)
 *     recording
 * @param bytes that are affected; unknown if the size of the file is
 * @param reason what is wrong
 * @param partly some of the events in it were read
 */
public record Damage(long offset, long bytes, String reason, boolean partly) {
  static final String CUT_OFF = "it is cut off";

  /** Whether nothing is wrong but that the end is missing. */
  public boolean isCutOff() {
    return reason.equals(CUT_OFF);
  }
}
