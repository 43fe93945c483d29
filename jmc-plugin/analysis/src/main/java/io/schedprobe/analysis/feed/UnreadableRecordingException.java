package io.schedprobe.analysis.feed;

/** Not one chunk of a file can be read; the message says why and what to do. */
public final class UnreadableRecordingException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnreadableRecordingException(String message, Throwable cause) {
    super(message, cause);
  }
}
