package io.schedprobe.boot;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;

/**
 * One line on the process's standard error. Not {@code System.err}: a host may have put a logger
 * behind it that must not be woken from here.
 */
final class Console {
  private static final int LONGEST_MESSAGE = 500;

  private Console() {}

  /**
   * Writes the message, its line breaks, other controls and what does not show blanked, in a single
   * write.
   */
  @SuppressWarnings("resource") // closing would close the process's standard error
  static void line(String message) {
    String line = "schedprobe: " + printable(message) + "\n";
    try {
      new FileOutputStream(FileDescriptor.err).write(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // There is nobody left to tell.
    }
  }

  /** The innermost reason in words; never null or empty. */
  static String describe(Throwable thrown) {
    Throwable reason = thrown;
    while (reason.getCause() != null
        && (reason instanceof InvocationTargetException
            || reason instanceof ExceptionInInitializerError)) {
      reason = reason.getCause();
    }
    String message = reason.getMessage();
    String kind = reason.getClass().getSimpleName();
    return message == null || message.isBlank() ? kind : kind + ": " + message;
  }

  static String printable(String message) {
    String flat = message.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}]+", " ");
    return flat.length() <= LONGEST_MESSAGE ? flat : flat.substring(0, LONGEST_MESSAGE) + "…";
  }
}
