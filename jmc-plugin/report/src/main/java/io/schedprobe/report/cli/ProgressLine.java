package io.schedprobe.report.cli;

import io.schedprobe.analysis.feed.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** How far a file has been read, as one line of a terminal that is written over and over. */
final class ProgressLine implements Progress {
  private static final int CELLS = 30;

  /** From here on reading takes long enough to be told of. */
  private static final long LARGE = 16_000_000;

  private final PrintStream terminal;
  private int told = -1;

  ProgressLine(PrintStream terminal) {
    this.terminal = terminal;
  }

  /**
   * Whether the standard error goes to somebody who looks at it. Only Linux tells that of the
   * standard error; elsewhere nobody is assumed.
   */
  static boolean onTerminal() {
    try {
      String to = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return to.startsWith("/dev/pts/") || to.startsWith("/dev/tty");
    } catch (IOException e) {
      return false; // not Linux, or no such descriptor
    }
  }

  @Override
  public void at(long done, long whole) {
    int percent = (int) (100.0 * Math.min(done, whole) / Math.max(1, whole));
    if (whole < LARGE || percent == told) {
      return;
    }
    told = percent;
    int filled = CELLS * percent / 100;
    terminal.printf(
        "\rreading [%s%s] %3d %%", "#".repeat(filled), " ".repeat(CELLS - filled), percent);
    terminal.flush();
  }

  /** Takes the line away. */
  void end() {
    if (told >= 0) {
      terminal.print("\r" + " ".repeat(CELLS + 20) + "\r");
      terminal.flush();
    }
  }
}
