package io.schedprobe.source;

/** A source that cannot serve, in words for a user. */
public final class SourceUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * @param reason what is missing, one line without a full stop
   * @param remedy how to get it, one line without a full stop
   */
  public SourceUnavailableException(String reason, String remedy, Throwable cause) {
    super(reason, cause);
    this.remedy = remedy;
  }

  public SourceUnavailableException(String reason, String remedy) {
    this(reason, remedy, null);
  }

  public String reason() {
    return getMessage();
  }

  public String remedy() {
    return remedy;
  }
}
