package io.schedprobe.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RingReaderAllocationTest {
  private static final int PHASES = 5;
  private static final int ROUNDS = 4_000;
  private static final int RECORDS = 50;

  /** Sums what it reads, so that nothing of the reading is left out. */
  private static final class Summing implements RecordHandler {
    private long sum;

    @Override
    public void onRecord(ByteBuffer data, int offset, int length) {
      sum += data.getLong(offset);
    }
  }

  @Test
  void aMillionRecordsAllocateNothing() {
    SimulatedRing ring = new SimulatedRing(4096);
    RingReader reader = ring.reader();
    Summing handler = new Summing();
    // Asking and linking may allocate once; what a record allocates shows in every phase.
    long asking = Long.MAX_VALUE;
    long reading = Long.MAX_VALUE;
    for (int phase = 0; phase < PHASES; phase++) {
      asking = Math.min(asking, allocatedBy(ring, reader, handler, 0));
      reading = Math.min(reading, allocatedBy(ring, reader, handler, ROUNDS));
    }
    long records = (long) PHASES * ROUNDS * RECORDS;
    assertEquals(records, reader.records());
    assertEquals(records * 7, handler.sum);
    assertEquals(asking, reading, "bytes allocated for " + ROUNDS * RECORDS + " records");
  }

  private static long allocatedBy(
      SimulatedRing ring, RingReader reader, Summing handler, int rounds) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(self);
    for (int i = 0; i < rounds; i++) {
      round(ring, reader, handler);
    }
    return threads.getThreadAllocatedBytes(self) - before;
  }

  private static void round(SimulatedRing ring, RingReader reader, Summing handler) {
    for (int i = 0; i < RECORDS; i++) {
      long position = ring.reserve(24);
      ring.putLong(position, 0, 7);
      ring.commit(position, 24);
    }
    reader.drain(handler, RECORDS);
    reader.pendingBytes();
  }
}
