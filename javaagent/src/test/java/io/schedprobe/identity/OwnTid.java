package io.schedprobe.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's own word about the thread that asks. */
final class OwnTid {

  private OwnTid() {}

  /**
   * OS thread id of the current thread, or of the carrier that the current thread is mounted on.
   */
  static int get() {
    try {
      return Integer.parseInt(
          Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
