package io.schedprobe.proc;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;

/**
 * Reads small {@code /proc} files into one buffer that is used again and again.
 *
 * <p>The files are opened for each read: kept open they would take a descriptor a thread from the
 * application.
 */
final class ProcFile {
  /** The file, and so the thread, is gone. */
  static final int GONE = -1;

  /** The file is there and cannot be read now, as when the process is out of descriptors. */
  static final int UNREADABLE = -2;

  /** FileInputStream copies through the stack up to this size and through malloc above. */
  private static final int SIZE = 8192;

  private final byte[] buffer = new byte[SIZE];

  /**
   * Reads the beginning of a file.
   *
   * @return bytes read, at most 8192; or {@link #GONE} or {@link #UNREADABLE}
   */
  int read(File file) {
    try (FileInputStream in = new FileInputStream(file)) {
      return Math.max(in.read(buffer), 0);
    } catch (IOException e) {
      // A thread that ended gives ENOENT at the opening or ESRCH at the reading; EMFILE must not be
      // taken for that, or its whole past would be counted again when it is next seen.
      return file.exists() ? UNREADABLE : GONE;
    }
  }

  byte[] buffer() {
    return buffer;
  }
}
