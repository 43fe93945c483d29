package io.schedprobe.report.cli;

import io.schedprobe.report.html.PageWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** The file that a report is written to: whole or not at all, and over nothing that is not ours. */
final class ReportFile {
  /** The mark of a report lies within this many bytes from its beginning. */
  private static final int BEGINNING = 4_096;

  private ReportFile() {}

  /** The file beside the recording, named like it. */
  static Path beside(Path recording) {
    // The root of a file system has no name; it is refused as a recording later.
    String name = recording.getFileName() == null ? "" : recording.getFileName().toString();
    String stem = name.replaceFirst("(?i)\\.jfr(\\.gz)?$", "");
    return recording.resolveSibling(stem + "-schedprobe.html");
  }

  /**
   * Makes sure that nothing is overwritten that no report was written to.
   *
   * @param force whether to overwrite whatever is there
   */
  static void check(Path file, Path recording, boolean force) throws ReportException {
    try {
      if (Files.isDirectory(file)) {
        throw new ReportException(file + " is a directory: name a file with -o", null);
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new ReportException(
            file + " is no regular file: name another with -o, or - for the standard output", null);
      }
      if (Files.exists(file) && Files.exists(recording) && Files.isSameFile(file, recording)) {
        throw new ReportException(file + " is the recording itself: name another file", null);
      }
      if (Files.exists(file) && !force && !isReport(file)) {
        throw new ReportException(
            file
                + " is there already and is no report of schedprobe:"
                + " name another file with -o, or overwrite it with --force",
            null);
      }
    } catch (IOException e) {
      throw new ReportException(file + " cannot be read: " + e, e);
    }
  }

  private static boolean isReport(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(BEGINNING), StandardCharsets.UTF_8).contains(PageWriter.MARK);
    }
  }

  /** Writes the file as a whole: who reads it meanwhile sees the old one or the new one. */
  static void write(Path file, String html) throws ReportException {
    // Of a name that nobody can have laid a link under.
    Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try {
        Files.writeString(part, html, StandardOpenOption.CREATE_NEW);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new ReportException(file + " cannot be written: " + e, e);
    }
  }
}
