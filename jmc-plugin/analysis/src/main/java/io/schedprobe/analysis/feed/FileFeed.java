package io.schedprobe.analysis.feed;

import io.schedprobe.analysis.model.Unknown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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

  /** Chunks that are remembered, to know one that comes a second time. */
  private static final int STARTS = 100_000;

  /**
   * How often memory may run out before chunks larger than what is held are not tried any more; and
   * how often nothing of a damaged chunk may be found to be whole before that is not tried.
   */
  private static final int TRIES = 8;

  private static final String CUT_EARLY =
      "it is cut off in its first chunk, before JFR had written what the events mean, as it does once"
          + " a second; so nothing of it was read";

  private final EventSink sink;
  private final Progress progress;
  private final ChunkReader reader;
  private final Set<Long> starts = new LinkedHashSet<>();
  private final List<Damage> damages = new ArrayList<>();
  private int moreDamages;
  private int chunks;
  private int duplicates;
  private int outOfMemory;
  private int failedRescues;

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
      return read(bytes, sink, progress);
    } catch (IOException e) {
      throw new UnreadableRecordingException("can't be read: " + e.getMessage(), e);
    }
  }

  /** Reads what is not read yet of a file. */
  static FeedReport read(RecordingBytes bytes, EventSink sink, Progress progress)
      throws UnreadableRecordingException {
    return new FileFeed(sink, progress).read(bytes);
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
      String reason =
          damages.isEmpty()
              ? "it has no chunk"
              : damages.size() == 1 && damages.get(0).isCutOff()
                  ? CUT_EARLY
                  : damages.get(0).reason();
      throw new UnreadableRecordingException("can't be read as a JFR recording: " + reason, null);
    }
    return new FeedReport(
        chunks, duplicates, reader.implausible(), bytes.position(), damages, moreDamages);
  }

  private void readNext(RecordingBytes bytes) {
    int available = bytes.ensure(ChunkHeader.SIZE);
    ChunkHeader header = ChunkHeader.of(bytes.bytes(), bytes.offset(), available);
    String defect =
        available < ChunkHeader.SIZE
                && ChunkHeader.mayBeAt(bytes.bytes(), bytes.offset(), available)
            ? Damage.CUT_OFF
            : header == null ? "what follows is no chunk of a recording" : header.defect();
    if (defect == null && fill(bytes, header.length()) < header.length()) {
      defect = bytes.mayHave(header.length()) ? tooLarge(header) : Damage.CUT_OFF;
    }
    if (defect != null) {
      if (header == null || !rescue(bytes, header, defect)) {
        passOver(bytes, defect);
      }
      return;
    }
    long before = reader.events();
    boolean first = isFirst(header);
    defect = first ? read(bytes, header) : null;
    int length = (int) header.length();
    duplicates += first ? 0 : 1;
    chunks += first && defect == null ? 1 : 0;
    if (defect != null && reader.events() == before) {
      starts.remove(header.start());
      if (rescue(bytes, header, defect)) {
        return;
      }
    }
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

  private boolean isFirst(ChunkHeader header) {
    if (!starts.add(header.start())) {
      return false;
    }
    if (starts.size() > STARTS) {
      starts.remove(starts.iterator().next());
    }
    return true;
  }

  /**
   * Makes all bytes of a chunk available, and the magic of the next, if there is one.
   *
   * @return how many bytes are available; fewer than the chunk has if they can't be
   */
  private long fill(RecordingBytes bytes, long length) {
    if (!bytes.mayHave(length) || (outOfMemory >= TRIES && length > bytes.held())) {
      return 0;
    }
    try {
      return bytes.ensure((int) length + Integer.BYTES);
    } catch (OutOfMemoryError e) {
      outOfMemory++;
      return 0;
    }
  }

  private static String tooLarge(ChunkHeader header) {
    return "a chunk of "
        + header.length()
        + " bytes is cut off, or does not fit into memory: then give this JVM more with -Xmx";
  }

  /** Reads a chunk; returns what is wrong with it, or null. */
  private String read(RecordingBytes bytes, ChunkHeader header) {
    int available = bytes.ensure((int) header.length() + Integer.BYTES);
    ChunkCheck check = new ChunkCheck(bytes, available, header);
    String defect = check.pools();
    if (defect == null && check.reachesIntoNext()) {
      defect = "its header gives a wrong length";
    }
    if (defect != null) {
      return defect;
    }
    int damagedAt = check.coverDamagedEvents();
    defect = reader.read(bytes.bytes(), bytes.offset(), header);
    if (defect == null && damagedAt >= 0) {
      defect = "its events are damaged from byte " + damagedAt + " on";
    }
    sink.onChunk(
        header.start(), header.finished() ? header.start() + header.duration() : Unknown.NUMBER);
    return defect;
  }

  /**
   * Reads what is whole of a chunk that can't be read as its header says.
   *
   * @return false if nothing is; the next byte is the same then
   */
  private boolean rescue(RecordingBytes bytes, ChunkHeader header, String defect) {
    if (failedRescues >= TRIES) {
      return false;
    }
    long before = reader.events();
    try {
      ChunkHeader part = ChunkRescue.find(bytes, header);
      if (part != null && !part.equals(header) && isFirst(part)) {
        part.put(bytes.bytes(), bytes.offset());
        read(bytes, part);
      }
      if (reader.events() > before) {
        long from = bytes.position();
        bytes.skip((int) part.length());
        damaged(from, part.length() + search(bytes, 0), defect, true);
        bytes.shrink();
        return true;
      }
    } catch (OutOfMemoryError e) {
      outOfMemory++;
    }
    // What others wrote could have each of many chunks followed to its end.
    failedRescues++;
    return false;
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
  private long search(RecordingBytes bytes, int after) {
    long from = bytes.position();
    int offset = after;
    int available;
    while ((available = bytes.ensure(SEARCH)) > 0) {
      int next = magic(bytes, offset, available);
      if (next >= 0) {
        bytes.skip(next);
        if (startsChunk(bytes)) {
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

  /**
   * Whether a whole chunk begins here, with the end of the recording or another chunk behind it.
   * The JVM writes copies of a chunk's header into the chunk, which have the magic too.
   */
  private boolean startsChunk(RecordingBytes bytes) {
    int some = bytes.ensure(ChunkHeader.SIZE);
    ChunkHeader header = ChunkHeader.of(bytes.bytes(), bytes.offset(), some);
    if (header == null || header.defect() != null) {
      return false;
    }
    int length = (int) header.length();
    long available = fill(bytes, length);
    return available == length
        || ChunkHeader.isAt(
            bytes.bytes(), bytes.offset() + length, (int) Math.max(0, available - length));
  }

  /** Where a chunk may begin in some of the next bytes; -1 if nowhere. */
  private static int magic(RecordingBytes bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (ChunkHeader.isAt(bytes.bytes(), bytes.offset() + i, to - i)) {
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
