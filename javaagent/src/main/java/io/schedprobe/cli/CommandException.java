package io.schedprobe.cli;

/** A command could not do what it was asked; the message says why and what to do, in one line. */
final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message);
  }

  CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
