package io.schedprobe.summary;

/** A file from which nothing can be told; the message says why, to follow the file's name. */
public final class UnreadableRecordingException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param cause null if there is none
   */
  UnreadableRecordingException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
