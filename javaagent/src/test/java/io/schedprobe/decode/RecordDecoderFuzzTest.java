package io.schedprobe.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.layout.CgroupRecordLayout;
import io.schedprobe.layout.Limits;
import io.schedprobe.layout.RecordType;
import io.schedprobe.layout.WaitRecordLayout;
import io.schedprobe.model.Runner;
import io.schedprobe.model.Wait;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come, nothing is thrown, every record is counted and every wait adds up. */
class RecordDecoderFuzzTest {
  private static final int RECORDS = 20_000;

  private final Collected sink = new Collected();
  private final RecordDecoder decoder = new RecordDecoder(sink);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void randomBytes(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < RECORDS; i++) {
      byte[] bytes = new byte[random.nextInt(2_000)];
      random.nextBytes(bytes);
      give(bytes);
    }
    assertEquals(RECORDS, decoder.statistics().records());
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void randomBytesWithARightType(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < RECORDS; i++) {
      byte[] bytes = new byte[4 + random.nextInt(2 * CgroupRecordLayout.SIZE)];
      random.nextBytes(bytes);
      ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
      data.putInt(0, 1 + random.nextInt(RecordType.RECORD_CGROUP));
      if (bytes.length > 8) {
        data.putInt(4, random.nextInt(12)); // culprits or levels
      }
      if (bytes.length > WaitRecordLayout.CULPRIT) {
        data.putInt(WaitRecordLayout.ONSET, random.nextInt(3));
        data.putLong(WaitRecordLayout.DURATION_NS, random.nextLong() >>> 1);
      }
      give(bytes);
    }
    assertEquals(RECORDS, decoder.statistics().records());
    assertTrue(sink.waits.size() > RECORDS / 10, "waits decoded: " + sink.waits.size());
    assertTrue(sink.cgroups.size() > RECORDS / 10, "cgroups decoded: " + sink.cgroups.size());
    sink.waits.forEach(RecordDecoderFuzzTest::check);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25})
  void goodRecordsWithFlippedBits(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < RECORDS; i++) {
      WaitBytes record = new WaitBytes(i, i, 1_000_000);
      int culprits = random.nextInt(9);
      for (int c = 0; c < culprits; c++) {
        int tid = 1 + random.nextInt(4);
        record.culprit(1 + random.nextInt(4), "t" + tid, "p", tid, tid, 1, random.nextInt(100_000));
      }
      byte[] bytes = record.bytes();
      for (int flips = random.nextInt(4); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      give(bytes);
    }
    assertEquals(RECORDS, decoder.statistics().records());
    assertTrue(sink.waits.size() > RECORDS / 2, "waits decoded: " + sink.waits.size());
    sink.waits.forEach(RecordDecoderFuzzTest::check);
  }

  /** Anywhere in a bigger buffer, whose other bytes must not be touched or looked at. */
  private void give(byte[] record) {
    ByteBuffer data = ByteBuffer.allocate(record.length + 16).order(ByteOrder.nativeOrder());
    data.put(8, record);
    decoder.onRecord(
        data.slice(0, record.length + 8).order(ByteOrder.nativeOrder()), 8, record.length);
  }

  private static void check(Wait wait) {
    assertEquals(wait.durationNanos(), LongStream.of(wait.shares()).sum());
    assertTrue(LongStream.of(wait.shares()).allMatch(share -> share >= 0));
    assertTrue(wait.culprits().size() <= Limits.MAX_CULPRITS);
    for (Runner culprit : wait.culprits()) {
      assertTrue(culprit.tid() != 0);
      assertTrue(culprit.thread().length() <= Limits.COMM_LEN);
    }
  }
}
