package io.schedprobe.summary;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Reads a recording event by event; what precedes a damage is kept. */
public final class RecordingReader {
  /** The JDK's reader takes a chunk by its end, where constants and metadata stand. */
  private static final String ONLY_CHUNK =
      ". There is no whole chunk in front of that, and what the events of a chunk mean stands at its"
          + " end; so nothing of it was read. The HTML report (schedprobe-report.jar) reads what JFR"
          + " had flushed by then";

  private RecordingReader() {}

  /**
   * Sums up a recording.
   *
   * @throws UnreadableRecordingException when not one event can be read, with the reason
   */
  public static Summary read(Path file) throws UnreadableRecordingException {
    Chunks chunks = chunks(file);
    if (chunks.damage() == null) {
      return sumUp(file, null);
    }
    if (chunks.readable() == 0) {
      throw new UnreadableRecordingException(
          "can't be read as a JFR recording: "
              + chunks.damage()
              + (chunks.incomplete() ? ONLY_CHUNK : ""),
          null);
    }
    Path copy = null;
    try {
      copy = copyWholePart(file, chunks);
      return sumUp(copy, chunks.damage());
    } catch (IOException e) {
      throw new UnreadableRecordingException(
          "is damaged, and no copy of its whole part could be made: " + reason(e), e);
    } finally {
      delete(copy);
    }
  }

  private static Chunks chunks(Path file) throws UnreadableRecordingException {
    if (!Files.exists(file)) {
      throw new UnreadableRecordingException("does not exist", null);
    }
    if (!Files.isRegularFile(file)) {
      throw new UnreadableRecordingException("is no regular file", null);
    }
    try {
      if (Files.size(file) == 0) {
        throw new UnreadableRecordingException(
            "is empty: a recording is written when it is dumped or its JVM ends", null);
      }
      return Chunks.scan(file);
    } catch (IOException e) {
      throw new UnreadableRecordingException("can't be read: " + reason(e), e);
    }
  }

  private static Summary sumUp(Path file, String damage) throws UnreadableRecordingException {
    SummaryBuilder builder = new SummaryBuilder();
    builder.damage(damage);
    long read = 0;
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        read++;
        builder.accept(new RecordedFact(event));
      }
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // The JDK's parser trusts its input: damaged bytes come back as any unchecked exception, as
      // an allocation that can't be had or as endless recursion.
      if (read == 0) {
        throw new UnreadableRecordingException("can't be read as a JFR recording: " + reason(e), e);
      }
      builder.damage("reading stopped after " + read + " events: " + reason(e));
    }
    return builder.build();
  }

  /** In the directory for temporary files, readable by its owner only. */
  private static Path copyWholePart(Path file, Chunks chunks) throws IOException {
    Path copy = Files.createTempFile("schedprobe-", ".jfr");
    try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ);
        FileChannel to = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      long copied = 0;
      while (copied < chunks.readable()) {
        long more = from.transferTo(copied, chunks.readable() - copied, to);
        if (more <= 0) {
          throw new IOException(file + " shrank while it was read");
        }
        copied += more;
      }
      if (chunks.unfinishedAt() >= 0) {
        to.write(ByteBuffer.wrap(new byte[1]), chunks.unfinishedAt() + Chunks.STATE_OFFSET);
      }
      return copy;
    } catch (IOException e) {
      delete(copy);
      throw e;
    }
  }

  private static void delete(Path copy) {
    if (copy != null) {
      try {
        Files.deleteIfExists(copy);
      } catch (IOException e) {
        copy.toFile().deleteOnExit();
      }
    }
  }

  private static String reason(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
  }
}
