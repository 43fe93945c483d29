package io.schedprobe.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RingReaderTest {
  private static final int SIZE = 256;
  private final SimulatedRing ring = new SimulatedRing(SIZE);
  private final RingReader reader = ring.reader();
  private final RecordedRing taken = new RecordedRing();

  private int drain() {
    return reader.drain(taken, Integer.MAX_VALUE);
  }

  @Test
  void handsOverRecordsInOrderWithTheirExactBytes() {
    ring.submit((byte) 1, (byte) 2, (byte) 3);
    ring.submit();
    ring.submit(new byte[] {4, 5, 6, 7, 8, 9, 10, 11, 12});
    assertEquals(3, drain());
    assertArrayEquals(new byte[] {1, 2, 3}, taken.record(0));
    assertArrayEquals(new byte[0], taken.record(1));
    assertArrayEquals(new byte[] {4, 5, 6, 7, 8, 9, 10, 11, 12}, taken.record(2));
    assertEquals(ring.producerPosition(), ring.consumerPosition());
    assertEquals(3, reader.records());
  }

  @Test
  void anEmptyRingGivesNothing() {
    assertEquals(0, drain());
    assertEquals(0, reader.pendingBytes());
  }

  @Test
  void stopsAtTheMostRecordsAskedForAndGoesOnThere() {
    for (byte i = 0; i < 5; i++) {
      ring.submit(i);
    }
    assertEquals(2, reader.drain(taken, 2));
    assertEquals(48, reader.pendingBytes());
    assertEquals(2, reader.drain(taken, 2));
    assertEquals(1, reader.drain(taken, 2));
    assertEquals(5, taken.size());
    assertArrayEquals(new byte[] {4}, taken.record(4));
  }

  @Test
  void waitsBeforeARecordStillBeingWritten() {
    ring.submit((byte) 1);
    long busy = ring.reserve(1);
    ring.submit((byte) 3);
    assertEquals(1, drain());
    assertEquals(busy, ring.consumerPosition());
    assertEquals(0, drain());
    ring.put(busy, 0, (byte) 2);
    ring.commit(busy, 1);
    assertEquals(2, drain());
    assertArrayEquals(new byte[] {2}, taken.record(1));
    assertArrayEquals(new byte[] {3}, taken.record(2));
  }

  @Test
  void passesOverDiscardedRecordsAndCountsThem() {
    ring.discard(20);
    ring.submit((byte) 1);
    ring.discard(1);
    assertEquals(1, drain());
    assertEquals(1, taken.size());
    assertEquals(2, reader.discarded());
    assertEquals(1, reader.records());
    assertEquals(0, reader.pendingBytes());
  }

  @Test
  void readsARecordAcrossTheEndOfTheData() {
    ring.submit(new byte[200]);
    drain();
    byte[] record = new byte[100];
    for (int i = 0; i < record.length; i++) {
      record[i] = (byte) i;
    }
    ring.submit(record);
    assertEquals(1, drain());
    assertArrayEquals(record, taken.record(1));
  }

  @Test
  void goesOnAtThePositionItFinds() {
    SimulatedRing old = new SimulatedRing(SIZE, 8L * Integer.MAX_VALUE);
    old.submit((byte) 7);
    assertEquals(1, old.reader().drain(taken, 10));
    assertArrayEquals(new byte[] {7}, taken.record(0));
    assertEquals(8L * Integer.MAX_VALUE + 16, old.consumerPosition());
  }

  @Test
  void aHandlerThatThrowsLosesOnlyItsRecord() {
    IllegalStateException second = new IllegalStateException("second");
    for (byte i = 0; i < 3; i++) {
      ring.submit(i);
    }
    int handed =
        reader.drain(
            (data, offset, length) -> {
              if (data.get(offset) == 1) {
                throw second;
              }
              taken.onRecord(data, offset, length);
            },
            10);
    assertEquals(3, handed);
    assertEquals(2, taken.size());
    assertEquals(1, reader.handlerFailures());
    assertSame(second, reader.lastFailure());
    assertEquals(0, reader.pendingBytes());
  }

  @Test
  void anErrorFromTheHandlerIsNoEndEither() {
    ring.submit((byte) 1);
    ring.submit((byte) 2);
    reader.drain(
        (data, offset, length) -> {
          throw new StackOverflowError();
        },
        10);
    assertEquals(2, reader.handlerFailures());
    assertEquals(0, reader.pendingBytes());
  }

  @Test
  void theRecordStaysReservedWhileTheHandlerRuns() {
    ring.submit(new byte[100]);
    reader.drain((data, offset, length) -> assertEquals(0, ring.consumerPosition()), 1);
    assertEquals(0, reader.handlerFailures());
    assertEquals(112, ring.consumerPosition());
  }

  @Test
  void theHandlerReadsInNativeOrderAndCannotWrite() {
    ring.submit((byte) 1, (byte) 0, (byte) 0, (byte) 0);
    reader.drain(
        (data, offset, length) -> {
          assertTrue(data.isReadOnly());
          assertEquals(ByteOrder.nativeOrder(), data.order());
        },
        1);
    assertEquals(0, reader.handlerFailures());
  }

  @Test
  void aRecordLongerThanWhatIsThereIsAnErrorOnceAndTheRingGoesOn() {
    ring.submit((byte) 1);
    long corrupt = ring.reserve(8);
    ring.commit(corrupt, 1000);
    ring.submit((byte) 3);
    RingCorruptedException error = assertThrows(RingCorruptedException.class, this::drain);
    assertEquals(32, error.lostBytes());
    assertTrue(error.getMessage().contains("1000 bytes"), error.getMessage());
    assertEquals(1, taken.size());
    assertEquals(1, reader.records());
    assertEquals(1, reader.corruptions());
    assertEquals(32, reader.lostBytes());
    ring.submit((byte) 4);
    assertEquals(1, drain());
    assertArrayEquals(new byte[] {4}, taken.record(1));
  }

  @Test
  void theLongestLengthThereIsDoesNotOverflow() {
    long corrupt = ring.reserve(8);
    ring.commit(corrupt, RingDescriptor.LENGTH_MASK);
    assertThrows(RingCorruptedException.class, this::drain);
    assertEquals(0, drain());
  }

  @Test
  void aConsumerPositionAheadOfTheProducerIsAnError() {
    ring.submit((byte) 1);
    ring.consumerPosition(4096);
    RingCorruptedException error = assertThrows(RingCorruptedException.class, this::drain);
    assertEquals(SIZE, error.lostBytes());
    assertEquals(ring.producerPosition(), ring.consumerPosition());
    assertEquals(0, drain());
  }

  @Test
  void aConsumerPositionInsideARecordIsAnError() {
    ring.submit(new byte[16]);
    ring.consumerPosition(4);
    assertThrows(RingCorruptedException.class, this::drain);
    assertEquals(0, taken.size());
    assertEquals(0, drain());
  }

  @Test
  void aProducerMoreThanARingAheadIsAnError() {
    ring.producerPosition(SIZE + 8);
    RingCorruptedException error = assertThrows(RingCorruptedException.class, this::drain);
    assertEquals(SIZE, error.lostBytes());
    assertEquals(0, reader.pendingBytes());
  }

  @Test
  void pendingBytesCountsWhatIsReservedToo() {
    ring.submit(new byte[8]);
    ring.reserve(8);
    assertEquals(32, reader.pendingBytes());
    assertEquals(SIZE, reader.dataSize());
  }

  @Test
  void refusesMemoryThatIsNoRing() {
    ByteBuffer page = ByteBuffer.allocateDirect(4096);
    ByteBuffer data = ByteBuffer.allocateDirect(4096 + 2 * SIZE);
    refused(ByteBuffer.allocate(4096), data, SIZE);
    refused(page, ByteBuffer.allocate(4096 + 2 * SIZE), SIZE);
    refused(page.asReadOnlyBuffer(), data, SIZE);
    refused(page, data, SIZE + 8);
    refused(page, data, 4096);
    refused(page, data, 0);
    refused(page, data, -8);
  }

  private static void refused(ByteBuffer page, ByteBuffer data, int size) {
    assertThrows(IllegalArgumentException.class, () -> new RingReader(page, data, size));
  }

  @Test
  void aRecordedRingReplaysTheSameBytes() {
    RecordedRing recorded = new RecordedRing();
    for (int i = 0; i < 100; i++) {
      byte[] record = new byte[i * 37 % 500];
      Arrays.fill(record, (byte) i);
      recorded.add(record);
    }
    assertEquals(100, recorded.replay(taken).records());
    for (int i = 0; i < 100; i++) {
      assertArrayEquals(recorded.record(i), taken.record(i));
    }
  }
}
