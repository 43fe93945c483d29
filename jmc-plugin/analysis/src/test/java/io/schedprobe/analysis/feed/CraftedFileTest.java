package io.schedprobe.analysis.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.Recordings;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.AnalysisBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntToLongFunction;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files made to keep a reader busy: headers at every few bytes that ask for as much as there is. By
 * the bytes that are moved in memory, as time is not to be relied on.
 */
class CraftedFileTest {
  private static final int MB = 1_000_000;

  /** A byte is moved this often at the most, on the average. */
  private static final int OFTEN = 6;

  @TempDir private Path directory;
  private final ByteArrayOutputStream crafted = new ByteArrayOutputStream();
  private byte[] real;
  private long moved;
  private int held;

  @BeforeEach
  void beginWithWhatIsNoChunk() throws IOException {
    crafted.write('x');
    real = Recordings.bytes("healthy-17");
  }

  private static byte[] header(long length, long start) {
    ByteBuffer header = ByteBuffer.allocate(ChunkHeader.SIZE);
    header.putInt(ChunkHeader.MAGIC).putShort((short) 2).putShort((short) 1).putLong(length);
    header.putLong(0).putLong(ChunkHeader.SIZE).putLong(start).putLong(1).putLong(0);
    header.putLong(1_000_000_000).put((byte) 0).put((byte) 0).put((byte) 0).put((byte) 1);
    return header.array();
  }

  private void headers(int number, IntToLongFunction length) throws IOException {
    for (int i = 0; i < number; i++) {
      crafted.write(header(length.applyAsLong(i), 1 + i));
    }
  }

  private Analysis read(boolean compressed) throws Exception {
    Path file = directory.resolve("crafted.jfr");
    try (OutputStream out =
        compressed
            ? new GZIPOutputStream(Files.newOutputStream(file))
            : Files.newOutputStream(file)) {
      crafted.writeTo(out);
    }
    AnalysisBuilder builder = new AnalysisBuilder();
    try (RecordingBytes bytes = new RecordingBytes(file)) {
      try {
        return builder.build(FileFeed.read(bytes, builder, Progress.NONE));
      } finally {
        moved = bytes.moved();
        held = bytes.held();
      }
    }
  }

  private void isReadInProportion(boolean compressed) throws Exception {
    Analysis whole = RecordingsTest.analyse(Recordings.file(directory, "healthy-17"));
    crafted.write(real);

    Analysis analysis = read(compressed);

    assertEquals(whole.single(), analysis.single());
    assertTrue(analysis.tracer().reading().damages().get(0).offset() == 0);
    assertTrue(moved <= (long) OFTEN * crafted.size(), moved + " bytes moved of " + crafted.size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void headersOfChunksThatLieInEachOther(boolean compressed) throws Exception {
    headers(45_000, i -> MB + 1);
    isReadInProportion(compressed);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void headersOfChunksThatAreEachALittleLarger(boolean compressed) throws Exception {
    headers(45_000, i -> MB + 1 + i * 69L);
    isReadInProportion(compressed);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void manyTinyChunksBehindTheHeaderOfALargeOne(boolean compressed) throws Exception {
    crafted.write(header(MB + 1, 1));
    for (int i = 0; i < 1_000; i++) {
      crafted.write(header(1_000, 2 + i));
      crafted.write(new byte[1_000 - ChunkHeader.SIZE]);
    }
    isReadInProportion(compressed);
  }

  @Test
  void headersThatClaimMoreThanThereIs() throws Exception {
    headers(20_000, i -> Integer.MAX_VALUE - 100 - i);

    assertThrows(UnreadableRecordingException.class, () -> read(true));

    // Room is asked for twice what is there, and made half again as large.
    assertTrue(held <= 3 * crafted.size(), held + " bytes held");
    assertTrue(moved <= (long) OFTEN * crafted.size());
  }
}
