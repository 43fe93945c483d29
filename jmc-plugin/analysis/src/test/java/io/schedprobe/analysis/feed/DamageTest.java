package io.schedprobe.analysis.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.Recordings;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.analysis.total.ThreadTotals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a file: a clear message, everything in front of the damage, and an end. */
class DamageTest {
  /** Far more than any reading takes: only a reader that never ends needs it. */
  private static final Duration FOR_EVER = Duration.ofMinutes(5);

  @TempDir private Path directory;
  private byte[] first;
  private byte[] second;
  private byte[] both;
  private Analysis whole;

  @BeforeEach
  void readWhole() throws Exception {
    first = Recordings.bytes("healthy-17");
    second = Recordings.bytes("own-25");
    both = Recordings.joined("healthy-17", "own-25");
    whole = analyse(first);
  }

  @Test
  void aFileCutAnywhereKeepsTheChunksInFront() {
    assertTimeoutPreemptively(
        FOR_EVER,
        () -> {
          for (int cut = first.length + 1; cut < both.length; cut += 17_919) {
            Analysis analysis = analyse(Arrays.copyOf(both, cut));
            keepsFirst(analysis);
            assertFalse(analysis.tracer().reading().whole());
          }
        });
  }

  @Test
  void aFileCutWithinItsOnlyChunkKeepsTheEventsInFront() throws Exception {
    for (String name : List.of("neighbor-17", "own-25")) {
      byte[] recording = Recordings.bytes(name);
      long all = analyse(recording).events();
      long before = 0;
      for (int cut = recording.length / 2; cut < recording.length; cut += 9_973) {
        Analysis analysis = analyse(Arrays.copyOf(recording, cut));
        FeedReport reading = analysis.tracer().reading();
        assertTrue(reading.damages().get(0).isCutOff());
        assertEquals(0, reading.damages().get(0).offset());
        assertTrue(reading.damages().get(0).partly());
        assertEquals(cut, reading.bytes());
        assertTrue(analysis.events() >= before, "fewer than of a shorter part");
        before = analysis.events();
      }
      assertTrue(before > all * 3 / 4, before + " of " + all);
      assertEquals(all, analyse(Arrays.copyOf(recording, recording.length - 1)).events());
    }
  }

  @Test
  void namesInFrontOfACutAreThoseOfTheWholeRecordingOrTheKernelsShorterOnes() throws Exception {
    byte[] recording = Recordings.bytes("neighbor-17");
    Set<String> names = names(analyse(recording));

    Set<String> cut = names(analyse(Arrays.copyOf(recording, recording.length * 4 / 5)));

    assertFalse(cut.isEmpty());
    assertTrue(
        cut.stream().allMatch(name -> names.stream().anyMatch(one -> one.startsWith(name))),
        () -> cut + " of " + names);
    assertTrue(cut.contains("request-1"));
  }

  private static Set<String> names(Analysis analysis) {
    return analysis.threads().stream().map(ThreadTotals::label).collect(Collectors.toSet());
  }

  @Test
  void aFileCutBeforeAnyEventIsRefusedWithTheReason() throws Exception {
    int metadata = (int) ByteBuffer.wrap(first).getLong(24);
    for (int cut = 1; cut < metadata; cut += 997) {
      byte[] bytes = Arrays.copyOf(first, cut);
      UnreadableRecordingException refused =
          assertThrows(UnreadableRecordingException.class, () -> analyse(bytes));
      assertEquals(
          "can't be read as a JFR recording: it is cut off in its first chunk, before JFR had written"
              + " what the events mean, as it does once a second; so nothing of it was read",
          refused.getMessage());
    }
  }

  @Test
  void aWrongLengthInAHeaderDoesNotHideTheChunkNorTheNext() throws Exception {
    Analysis of = analyse(both);
    for (long wrong :
        new long[] {100, first.length - 1, first.length + 1, first.length + 1_000, 1L << 40}) {
      byte[] bytes = both.clone();
      ByteBuffer.wrap(bytes).putLong(8, wrong);

      Analysis analysis = analyse(bytes);

      assertEquals(of.single(), analysis.single(), "length " + wrong);
      assertFalse(analysis.tracer().reading().whole());
    }
  }

  @Test
  void aFlippedByteAnywhereNeitherHangsNorThrows() {
    Random random = new Random(20260101);
    assertTimeoutPreemptively(
        FOR_EVER,
        () -> {
          for (int i = 0; i < 80; i++) {
            byte[] bytes = both.clone();
            int at = first.length + random.nextInt(second.length);
            bytes[at] ^= (byte) (1 + random.nextInt(255));
            keepsFirst(analyse(bytes));
          }
        });
  }

  @Test
  void aFlippedByteInTheHeadersNeitherHangsNorThrows() {
    assertTimeoutPreemptively(
        FOR_EVER,
        () -> {
          for (int at = first.length; at < first.length + 80; at++) {
            for (int bit : new int[] {0x01, 0x80}) {
              byte[] bytes = both.clone();
              bytes[at] ^= (byte) bit;
              keepsFirst(analyse(bytes));
            }
          }
        });
  }

  @Test
  void flippedBytesInMetadataAndConstantsNeitherHangNorThrow() {
    Random random = new Random(7);
    ByteBuffer header = ByteBuffer.wrap(second);
    int[] positions = {(int) header.getLong(16), (int) header.getLong(24)};
    assertTimeoutPreemptively(
        FOR_EVER,
        () -> {
          for (int position : positions) {
            for (int i = 0; i < 50; i++) {
              byte[] bytes = both.clone();
              int at = first.length + Math.min(second.length - 1, position + random.nextInt(3_000));
              bytes[at] ^= (byte) (1 + random.nextInt(255));
              keepsFirst(analyse(bytes));
            }
          }
        });
  }

  @Test
  void aChunkBehindADamagedOneIsRead() throws Exception {
    byte[] bytes = both.clone();
    Arrays.fill(bytes, 0, 100, (byte) 'x');

    Analysis analysis = analyse(bytes);

    FeedReport reading = analysis.tracer().reading();
    assertEquals(analyse(second).single(), analysis.single());
    assertEquals("what follows is no chunk of a recording", reading.damages().get(0).reason());
    assertEquals(0, reading.damages().get(0).offset());
    assertEquals(first.length, reading.damages().get(0).bytes());
  }

  @Test
  void eventsInFrontOfADamagedOneAreKept() throws Exception {
    // The size of an event in the middle becomes 0, which no event has.
    byte[] bytes = first.clone();
    int middle = eventAt(bytes, bytes.length - 8_000);
    Arrays.fill(bytes, middle, middle + 4, (byte) 0);

    Analysis analysis = analyse(bytes);

    Damage damage = analysis.tracer().reading().damages().get(0);
    assertEquals("its events are damaged from byte " + middle + " on", damage.reason());
    assertTrue(damage.partly());
    assertTrue(analysis.events() > 0 && analysis.events() < whole.events());
  }

  private static int eventAt(byte[] bytes, int behind) {
    int at = ChunkHeader.SIZE;
    while (at < behind) {
      int size = 0;
      for (int i = 0; i < 4; i++) {
        size |= (bytes[at + i] & 0x7f) << (7 * i);
        if (bytes[at + i] >= 0) {
          break;
        }
      }
      at += size;
    }
    return at;
  }

  @Test
  void constantsThatTheHeaderDoesNotLeadToAreLookedFor() throws Exception {
    byte[] bytes = first.clone();
    ByteBuffer header = ByteBuffer.wrap(bytes);
    // The metadata are no constants.
    header.putLong(16, header.getLong(24));

    Analysis analysis = analyse(bytes);

    assertEquals(
        "its constants are damaged", analysis.tracer().reading().damages().get(0).reason());
    assertEquals(whole.single(), analysis.single());
    assertEquals(names(whole), names(analysis));
  }

  @Test
  void anUnfinishedChunkIsToldAndReadAsFarAsItWasFlushed() throws Exception {
    byte[] bytes = both.clone();
    bytes[first.length + 64] = (byte) 255;

    Analysis analysis = analyse(bytes);

    assertEquals(ChunkHeader.UNFINISHED, analysis.tracer().reading().damages().get(0).reason());
    assertTrue(analysis.single().count() > whole.single().count());
  }

  @Test
  void aCompressedFileThatIsCutOffKeepsTheChunksInFront() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
      zip.write(both);
    }
    byte[] bytes = Arrays.copyOf(packed.toByteArray(), packed.size() - 1_000);

    keepsFirst(analyse(bytes));
  }

  @Test
  void whatIsNoRecordingIsRefusedWithTheReason() throws Exception {
    refused(
        new byte[] {'F', 'L', 'X'},
        "can't be read as a JFR recording: what follows is no chunk of a recording");
    refused(new byte[0], "is empty: a recording is written when it is dumped or its JVM ends");
    refused(
        "This is a text, and no recording at all, however long it may go on; sixty-eight bytes."
            .getBytes(java.nio.charset.StandardCharsets.UTF_8),
        "can't be read as a JFR recording: what follows is no chunk of a recording");
    assertEquals(
        "does not exist",
        assertThrows(
                UnreadableRecordingException.class,
                () -> RecordingsTest.analyse(directory.resolve("none")))
            .getMessage());
    assertEquals(
        "is no regular file",
        assertThrows(UnreadableRecordingException.class, () -> RecordingsTest.analyse(directory))
            .getMessage());
  }

  private void refused(byte[] bytes, String message) {
    assertEquals(
        message,
        assertThrows(UnreadableRecordingException.class, () -> analyse(bytes)).getMessage());
  }

  private void keepsFirst(Analysis analysis) {
    assertTrue(analysis.single().count() >= whole.single().count());
    assertTrue(analysis.single().total() >= whole.single().total());
  }

  private Analysis analyse(byte[] bytes) throws IOException, UnreadableRecordingException {
    return RecordingsTest.analyse(Files.write(directory.resolve("damaged.jfr"), bytes));
  }
}
