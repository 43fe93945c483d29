package io.schedprobe.analysis.feed;

import io.schedprobe.analysis.model.Unknown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a recording file chunk by chunk with JMC's parser, hands every event on and keeps none, so
 * that memory is bounded by the largest chunk (12 MB unless the JVM was told otherwise): some 2.2
 * times its size, and its constants. A file may be compressed by gzip.
 *
 * <p>What is damaged is left out and told; the chunks before it are read, and those behind it where
 * one is found. JFR has no check sums: a damaged number that still makes sense is not noticed.
 */
public final class FileFeed {
  /** Bytes that are looked through at a time for the next chunk. */
  private static final int SEARCH = 64 * 1024;

  private final EventSink sink;
  private final Progress progress;
  private final ChunkReader reader;
  private final Set<Long> starts = new HashSet<>();
  private final List<Damage> damages = new ArrayList<>();
  private int moreDamages;
  private int chunks;
  private int duplicates;

  private FileFeed(EventSink sink, Progress progress) {
    this.sink = sink;
    this.progress = progress;
    this.reader = new ChunkReader(sink);
  }

  /**
   * Reads a file.
   *
   * @throws UnreadableRecordingException when nothing of it can be read
   */
  public static FeedReport read(Path file, EventSink sink, Progress progress)
      throws UnreadableRecordingException {
    if (!Files.exists(file)) {
      throw new UnreadableRecordingException("does not exist", null);
    }
    if (!Files.isRegularFile(file)) {
      throw new UnreadableRecordingException("is no regular file", null);
    }
    try (RecordingBytes bytes = new RecordingBytes(file)) {
      return new FileFeed(sink, progress).read(bytes);
    } catch (IOException e) {
      throw new UnreadableRecordingException("can't be read: " + e.getMessage(), e);
    }
  }

  private FeedReport read(RecordingBytes bytes) throws UnreadableRecordingException {
    if (bytes.ensure(1) == 0) {
      throw new UnreadableRecordingException(
          bytes.failure() == null
              ? "is empty: a recording is written when it is dumped or its JVM ends"
              : "can't be read: " + bytes.failure(),
          null);
    }
    while (bytes.ensure(1) > 0) {
      readNext(bytes);
      progress.at(Math.min(bytes.fileRead(), bytes.fileSize()), Math.max(1, bytes.fileSize()));
    }
    if (bytes.failure() != null) {
      damaged(
          bytes.position(), Unknown.NUMBER, "it can't be decompressed: " + bytes.failure(), false);
    }
    if (chunks == 0 && reader.events() == 0) {
      String reason = damages.isEmpty() ? "it has no chunk" : damages.get(0).reason();
      throw new UnreadableRecordingException("can't be read as a JFR recording: " + reason, null);
    }
    return new FeedReport(
        chunks, duplicates, reader.implausible(), bytes.position(), damages, moreDamages);
  }

  private void readNext(RecordingBytes bytes) {
    int available = bytes.ensure(ChunkHeader.SIZE);
    ChunkHeader header = ChunkHeader.of(bytes.bytes(), available);
    String defect =
        available < ChunkHeader.SIZE
            ? "it is cut off"
            : header == null ? "what follows is no chunk of a recording" : header.defect();
    if (defect == null && !fill(bytes, header.length())) {
      defect = bytes.mayHave(header.length()) ? tooLarge(header) : "it is cut off";
    }
    if (defect != null) {
      passOver(bytes, defect);
      return;
    }
    long before = reader.events();
    defect = starts.add(header.start()) ? read(bytes.bytes(), header) : duplicate();
    int length = (int) header.length();
    if (defect != null) {
      damaged(bytes.position(), length, defect, reader.events() > before);
    }
    bytes.skip(length);
    if (!header.finished()) {
      long from = bytes.position();
      damaged(from, search(bytes, 0), ChunkHeader.UNFINISHED, false);
    }
    bytes.shrink();
  }

  /** Whether all bytes of a chunk are available now. */
  private static boolean fill(RecordingBytes bytes, long length) {
    try {
      return bytes.mayHave(length) && bytes.ensure((int) length) == length;
    } catch (OutOfMemoryError e) {
      return false;
    }
  }

  private static String tooLarge(ChunkHeader header) {
    return "a chunk of "
        + header.length()
        + " bytes is cut off, or does not fit into memory: then give this JVM more with -Xmx";
  }

  /** Reads a chunk; returns what is wrong with it, or null. */
  private String read(byte[] bytes, ChunkHeader header) {
    ChunkCheck check = new ChunkCheck(bytes, header);
    String defect = check.pools();
    if (defect != null) {
      return defect;
    }
    int damagedAt = check.coverDamagedEvents();
    defect = reader.read(bytes, header);
    if (defect == null && damagedAt >= 0) {
      defect = "its events are damaged from byte " + damagedAt + " on";
    }
    chunks += defect == null ? 1 : 0;
    sink.onChunk(
        header.start(), header.finished() ? header.start() + header.duration() : Unknown.NUMBER);
    return defect;
  }

  private String duplicate() {
    duplicates++;
    return null;
  }

  private void passOver(RecordingBytes bytes, String defect) {
    long from = bytes.position();
    damaged(from, search(bytes, 1), defect, false);
  }

  /**
   * Goes on to the next chunk, or to the end.
   *
   * @param after bytes that are no start of one
   * @return how many bytes were passed over
   */
  private static long search(RecordingBytes bytes, int after) {
    long from = bytes.position();
    int offset = after;
    int available;
    while ((available = bytes.ensure(SEARCH)) > 0) {
      int next = magic(bytes.bytes(), offset, available);
      if (next >= 0) {
        bytes.skip(next);
        int head = bytes.ensure(ChunkHeader.SIZE);
        ChunkHeader header = ChunkHeader.of(bytes.bytes(), head);
        if (header != null && header.defect() == null && bytes.mayHave(header.length())) {
          break;
        }
        offset = 1;
      } else {
        // The magic may begin in the last three bytes.
        bytes.skip(available < SEARCH ? available : available - 3);
        offset = 0;
      }
    }
    return bytes.position() - from;
  }

  private static int magic(byte[] bytes, int from, int to) {
    for (int i = from; i + 3 < to; i++) {
      if (bytes[i] == 'F' && bytes[i + 1] == 'L' && bytes[i + 2] == 'R' && bytes[i + 3] == 0) {
        return i;
      }
    }
    return -1;
  }

  private void damaged(long offset, long bytes, String reason, boolean partly) {
    if (damages.size() < FeedReport.DAMAGES) {
      damages.add(new Damage(offset, bytes, reason, partly));
    } else {
      moreDamages++;
    }
  }
}
