package io.schedprobe.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A producer and the reader on two threads, records of changing length, out-of-order commits. */
class RingReaderStressTest {
  private static final int RECORDS = 200_000;

  /** Every record holds its number in all its words: a torn or reordered one shows. */
  private static final class Checking implements RecordHandler {
    private long expected;
    private long failures;
    private String first;

    @Override
    public void onRecord(ByteBuffer data, int offset, int length) {
      for (int i = 0; i < length; i += Long.BYTES) {
        long word = data.getLong(offset + i);
        if (word != expected) {
          failures++;
          if (first == null) {
            first = "record " + expected + " holds " + word + " at " + i + " of " + length;
          }
        }
      }
      expected++;
    }
  }

  @Test
  void nothingIsLostTornOrReordered() throws InterruptedException {
    SimulatedRing ring = new SimulatedRing(16 * 1024);
    RingReader reader = ring.reader();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread producer = new Thread(() -> produce(ring), "producer");
    producer.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
    producer.setDaemon(true);
    producer.start();
    Checking handler = new Checking();
    while (handler.expected < RECORDS && handler.first == null && failure.get() == null) {
      if (reader.drain(handler, 64) == 0) {
        LockSupport.parkNanos(1_000);
      }
    }
    assertNull(failure.get());
    assertNull(handler.first);
    producer.join();
    assertEquals(0, handler.failures);
    assertEquals(0, reader.handlerFailures());
    assertEquals(RECORDS, reader.records());
    assertEquals(RECORDS / 2, reader.discarded());
    assertEquals(0, reader.pendingBytes());
  }

  /** Reserves a record, one to be discarded and one more, and commits them last first. */
  private static void produce(SimulatedRing ring) {
    Random random = new Random(42);
    for (long number = 0; number < RECORDS; number += 2) {
      int firstLength = Long.BYTES * (1 + random.nextInt(20));
      int secondLength = Long.BYTES * (1 + random.nextInt(20));
      long first = reserve(ring, firstLength);
      long discarded = reserve(ring, 24);
      long second = reserve(ring, secondLength);
      fill(ring, second, secondLength, number + 1);
      ring.commit(second, secondLength);
      ring.commit(discarded, 24 | RingDescriptor.DISCARD);
      fill(ring, first, firstLength, number);
      ring.commit(first, firstLength);
    }
  }

  private static long reserve(SimulatedRing ring, int length) {
    long position = ring.reserve(length);
    while (position < 0) {
      LockSupport.parkNanos(1_000);
      position = ring.reserve(length);
    }
    return position;
  }

  private static void fill(SimulatedRing ring, long position, int length, long number) {
    for (int i = 0; i < length; i += Long.BYTES) {
      ring.putLong(position, i, number);
    }
  }
}
