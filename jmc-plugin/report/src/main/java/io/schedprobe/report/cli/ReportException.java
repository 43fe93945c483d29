package io.schedprobe.report.cli;

/** The report cannot be made; the message says why and what to do. */
final class ReportException extends Exception {
  private static final long serialVersionUID = 1L;

  ReportException(String message, Throwable cause) {
    super(message, cause);
  }
}
