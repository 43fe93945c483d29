package io.schedprobe.analysis.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.model.Work;
import io.schedprobe.analysis.overlap.Overlaps;
import io.schedprobe.analysis.total.Analysis;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread that was parked before the recording began, and longer than any chunk lasts. */
class LongParkTest {
  private static final Duration LONG = Duration.ofHours(30);

  @TempDir private Path directory;
  private int at;

  @Test
  void aParkOfMoreThanADayCountsAndOneThatEndedADayAgoDoesNot() throws Exception {
    Path file = directory.resolve("park.jfr");
    byte[] bytes = recordedPark(file);
    RecordedEvent park =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("jdk.ThreadPark"))
            .findFirst()
            .orElseThrow();
    ByteBuffer header = ByteBuffer.wrap(bytes);
    long ticks = LONG.toSeconds() * header.getLong(56);
    byte[] longer = longer(bytes, park.getEventType().getId(), ticks);
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    changed.write(bytes);
    changed.write(longer);
    byte[] all = changed.toByteArray();
    // The chunk is of a day later, so that the long park ends in it and the short one long before.
    ByteBuffer.wrap(all)
        .putLong(8, all.length)
        .putLong(32, header.getLong(32) + LONG.toNanos())
        .putLong(48, header.getLong(48) + ticks);

    Analysis analysis = RecordingsTest.analyse(Files.write(file, all));

    Overlaps.Sum parks = analysis.overlaps().works().get(Work.Kind.PARK);
    assertEquals(1, parks.count());
    assertTrue(Math.abs(LONG.toNanos() - parks.length()) < 1_000, parks::toString);
    assertTrue(analysis.tracer().reading().implausible() >= 1);
    assertTrue(analysis.tracer().reading().damages().isEmpty());
  }

  private static byte[] recordedPark(Path file) throws IOException {
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ThreadPark").withoutThreshold().withoutStackTrace();
      recording.start();
      LockSupport.parkNanos(5_000_000);
      recording.stop();
      recording.dump(file);
    }
    return Files.readAllBytes(file);
  }

  /** The first event of a type, but of another duration. */
  private byte[] longer(byte[] bytes, long type, long ticks) {
    int event = ChunkHeader.SIZE;
    while (true) {
      at = event;
      int size = (int) next(bytes);
      if (next(bytes) == type) {
        int start = at;
        next(bytes);
        int duration = at;
        next(bytes);
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.write(0);
        write(type, longer);
        longer.write(bytes, start, duration - start);
        write(ticks, longer);
        longer.write(bytes, at, event + size - at);
        byte[] made = longer.toByteArray();
        assertTrue(made.length < 128, "the size is written in one byte");
        made[0] = (byte) made.length;
        return made;
      }
      event += size;
    }
  }

  private long next(byte[] bytes) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte octet = bytes[at++];
      value |= (octet & 0x7fL) << shift;
      if (octet >= 0) {
        return value;
      }
    }
  }

  private static void write(long number, ByteArrayOutputStream to) {
    long rest = number;
    while (rest > 0x7f) {
      to.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    to.write((int) rest);
  }
}
