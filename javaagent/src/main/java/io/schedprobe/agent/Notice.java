package io.schedprobe.agent;

import io.schedprobe.identity.Escaping;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one line that the agent may write to the host's standard error; others only where it had to
 * complain of the options or of a setting that JFR did not take.
 */
final class Notice {
  private final AtomicBoolean said;

  Notice(boolean quiet) {
    said = new AtomicBoolean(quiet);
  }

  /** Writes what is wrong with the options, unless the agent is to be quiet. */
  void complain(String message) {
    if (!said.get()) {
      write(message);
    }
  }

  /** Writes the line unless one was written before, or the JVM ends and fails us by that alone. */
  void say(String message) {
    if (!isEnding() && !said.getAndSet(true)) {
      write(message);
    }
  }

  /** The JVM tells it only by refusing another hook. */
  private static boolean isEnding() {
    Thread hook = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return !Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return true;
    } catch (SecurityException e) {
      return false; // it is not for us to ask
    }
  }

  @SuppressWarnings("resource") // closing would close the host's standard error
  private static void write(String message) {
    String line = "schedprobe: " + Escaping.visible(message.replaceAll("[\\r\\n\\t]+", " ")) + "\n";
    try {
      new FileOutputStream(FileDescriptor.err).write(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // There is nobody left to tell.
    }
  }
}
