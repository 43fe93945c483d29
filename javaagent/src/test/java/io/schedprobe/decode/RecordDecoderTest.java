package io.schedprobe.decode;

import static io.schedprobe.layout.ShareCode.SHARE_EXTERNAL;
import static io.schedprobe.layout.ShareCode.SHARE_IDLE;
import static io.schedprobe.layout.ShareCode.SHARE_KERNEL;
import static io.schedprobe.layout.ShareCode.SHARE_SELF;
import static io.schedprobe.layout.ShareCode.SHARE_SIBLING;
import static io.schedprobe.layout.ShareCode.SHARE_THROTTLED;
import static io.schedprobe.layout.ShareCode.SHARE_UNATTRIBUTED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.schedprobe.layout.Limits;
import io.schedprobe.layout.OnsetCode;
import io.schedprobe.layout.ShareCode;
import io.schedprobe.layout.WaitRecordLayout;
import io.schedprobe.model.CgroupName;
import io.schedprobe.model.Onset;
import io.schedprobe.model.Runner;
import io.schedprobe.model.Share;
import io.schedprobe.model.Wait;
import io.schedprobe.model.WaitSink;
import io.schedprobe.ring.RecordedRing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecordDecoderTest {
  private final Collected sink = new Collected();
  private final RecordDecoder decoder = new RecordDecoder(sink);

  private void decode(byte[]... records) {
    RecordedRing ring = new RecordedRing();
    for (byte[] record : records) {
      ring.add(record);
    }
    assertEquals(0, ring.replay(decoder).handlerFailures());
  }

  private Wait decodeOne(WaitBytes record) {
    sink.waits.clear();
    decode(record.bytes());
    assertEquals(1, sink.waits.size());
    return sink.waits.get(0);
  }

  @Test
  void aWaitHasEveryFieldOfItsRecord() {
    Wait wait =
        decodeOne(
            new WaitBytes(-7, 1000, 28)
                .shares(1, 2, 3, 4, 5, 6, 7)
                .thread(11, 12)
                .set(WaitRecordLayout.CPU, 13)
                .set(WaitRecordLayout.MIGRATIONS, 14)
                .comm("http-1")
                .preemptor(SHARE_SELF, "G1 Conc#0", "java", 15, 16, 17)
                .culprit(SHARE_EXTERNAL, "hog", "hogs", 18, 19, 20, 2));
    assertEquals(-7, wait.id());
    assertEquals(1000, wait.startNanos());
    assertEquals(28, wait.durationNanos());
    assertArrayEquals(new long[] {1, 2, 3, 4, 5, 6, 7}, wait.shares());
    assertEquals(11, wait.tid());
    assertEquals(12, wait.nsTid());
    assertEquals(13, wait.cpu());
    assertEquals(14, wait.migrations());
    assertEquals("http-1", wait.comm());
    assertEquals(Onset.PREEMPTION, wait.onset());
    assertEquals(new Runner(Share.SELF, "G1 Conc#0", "java", 15, 16, 17, 0), wait.preemptor());
    assertEquals(
        List.of(new Runner(Share.EXTERNAL, "hog", "hogs", 18, 19, 20, 2)), wait.culprits());
    assertEquals(1, decoder.statistics().waits());
    assertEquals(0, decoder.statistics().sharesDefective());
  }

  @Test
  void theModelsEnumsHaveTheKernelSidesNumbers() throws ReflectiveOperationException {
    assertEquals(ShareCode.SHARES, Share.COUNT);
    for (Share share : Share.values()) {
      assertEquals(share.ordinal(), constant(ShareCode.class, "SHARE_" + share));
    }
    for (Onset onset : Onset.values()) {
      assertEquals(onset.ordinal(), constant(OnsetCode.class, "ONSET_" + onset));
    }
  }

  private static int constant(Class<?> type, String name) throws ReflectiveOperationException {
    return type.getField(name).getInt(null);
  }

  @Test
  void entriesOfOneTaskAreAddedUpAndTheLongestComesFirst() {
    Wait wait =
        decodeOne(
            new WaitBytes(1, 0, 100)
                .culprit(SHARE_EXTERNAL, "a", "p", 5, 4, 9, 10)
                .culprit(SHARE_EXTERNAL, "b", "p", 6, 4, 9, 30)
                .culprit(SHARE_EXTERNAL, "a2", "p", 5, 4, 9, 25));
    assertEquals(
        List.of(
            new Runner(Share.EXTERNAL, "a", "p", 5, 4, 9, 35),
            new Runner(Share.EXTERNAL, "b", "p", 6, 4, 9, 30)),
        wait.culprits());
    assertEquals(35, wait.unnamedNanos());
  }

  @Test
  void tasksThatDifferInAnyPartOfTheirIdentityStayApart() {
    Wait wait =
        decodeOne(
            new WaitBytes(1, 0, 100)
                .culprit(SHARE_EXTERNAL, "a", "p", 5, 4, 9, 14)
                .culprit(SHARE_EXTERNAL, "a", "p", 6, 4, 9, 13)
                .culprit(SHARE_EXTERNAL, "a", "p", 5, 3, 9, 12)
                .culprit(SHARE_SIBLING, "a", "p", 5, 4, 9, 11)
                .culprit(SHARE_EXTERNAL, "a", "p", 5, 4, 9 + (1L << 40), 10));
    assertEquals(5, wait.culprits().size());
    assertEquals(14, wait.culprits().get(0).ranNanos());
    assertEquals(10, wait.culprits().get(4).ranNanos());
  }

  @Test
  void asManyDifferentCulpritsAsARecordHoldsAreKept() {
    WaitBytes record = new WaitBytes(1, 0, 1_000_000);
    for (int i = 1; i <= Limits.MAX_CULPRITS; i++) {
      record.culprit(SHARE_EXTERNAL, "c" + i, "p", i * 512, 1, 1, i);
    }
    Wait wait = decodeOne(record);
    assertEquals(Limits.MAX_CULPRITS, wait.culprits().size());
    assertEquals("c256", wait.culprits().get(0).thread());
    assertEquals("c1", wait.culprits().get(255).thread());
  }

  @Test
  void nothingOfOneWaitSlipsIntoTheNext() {
    decodeOne(new WaitBytes(1, 0, 9).culprit(SHARE_EXTERNAL, "a", "p", 5, 4, 9, 9));
    Wait next = decodeOne(new WaitBytes(2, 0, 9).culprit(SHARE_EXTERNAL, "a", "p", 5, 4, 9, 1));
    assertEquals(1, next.culprits().get(0).ranNanos());
    assertEquals(List.of(), decodeOne(new WaitBytes(3, 0, 9)).culprits());
  }

  @Test
  void impossibleCulpritsAreLeftOutAndCounted() {
    Wait wait =
        decodeOne(
            new WaitBytes(1, 0, 100)
                .culprit(SHARE_EXTERNAL, "no task", "p", 0, 4, 9, 1)
                .culprit(SHARE_THROTTLED, "kind", "p", 5, 4, 9, 1)
                .culprit(SHARE_IDLE, "idle", "p", 6, 4, 9, 1)
                .culprit(77, "unknown kind", "p", 6, 4, 9, 1)
                .culprit(SHARE_EXTERNAL, "longer than the wait", "p", 7, 4, 9, 101)
                .culprit(SHARE_EXTERNAL, "negative", "p", 7, 4, 9, -1)
                .culprit(SHARE_KERNEL, "kworker", "kworker", 8, 8, 1, 2));
    assertEquals(1, wait.culprits().size());
    assertEquals("kworker", wait.culprits().get(0).thread());
    assertEquals(6, decoder.statistics().culpritsRefused());
  }

  @Test
  void culpritsCutByTheKernelSideAreCounted() {
    decodeOne(new WaitBytes(1, 0, 1).set(WaitRecordLayout.CULPRITS_CUT, 3));
    decodeOne(new WaitBytes(2, 0, 1).set(WaitRecordLayout.CULPRITS_CUT, -1));
    assertEquals(3 + 0xFFFFFFFFL, decoder.statistics().culpritsCut());
  }

  @Test
  void onlyAPreemptionHasAPreemptor() {
    WaitBytes record = new WaitBytes(1, 0, 1).preemptor(SHARE_EXTERNAL, "hog", "hogs", 5, 4, 9);
    assertEquals("hog", decodeOne(record).preemptor().thread());
    assertNull(decodeOne(record.set(WaitRecordLayout.ONSET, 0)).preemptor());
    assertEquals(Onset.NEW, decodeOne(record.set(WaitRecordLayout.ONSET, 1)).onset());
  }

  @Test
  void countsWhatItsSinkThrewAt() {
    RecordDecoder failing =
        new RecordDecoder(
            new WaitSink() {
              @Override
              public void onWait(Wait wait) {
                throw new OutOfMemoryError("as if");
              }

              @Override
              public void onCgroup(CgroupName name) {}
            });
    RecordedRing ring = new RecordedRing();
    ring.add(new WaitBytes(1, 0, 1).bytes());
    assertEquals(1, ring.replay(failing).handlerFailures());
    assertEquals(1, failing.statistics().failures());
  }

  @Test
  void anEmptyEntryIsNoPreemptor() {
    assertNull(decodeOne(new WaitBytes(1, 0, 1).preemptor(0, "", "", 0, 0, 0)).preemptor());
  }

  @Test
  void aPreemptorWhoseNamesWereLostIsStillKnownByItsId() {
    Wait wait = decodeOne(new WaitBytes(1, 0, 1).preemptor(SHARE_UNATTRIBUTED, "", "", 5, 4, 0));
    assertEquals(new Runner(Share.UNATTRIBUTED, "", "", 5, 4, 0, 0), wait.preemptor());
  }

  @Test
  void timeThatNoShareHasGoesToUnattributed() {
    Wait wait = decodeOne(new WaitBytes(1, 0, 100).shares(10, 20, 0, 0, 0, 0, 5));
    assertArrayEquals(new long[] {10, 20, 0, 0, 0, 0, 70}, wait.shares());
    assertEquals(1, decoder.statistics().sharesDefective());
    assertEquals(65, decoder.statistics().sharesDefectiveNanos());
  }

  @Test
  void sharesThatClaimMoreThanTheWaitAreNotBelieved() {
    assertUnattributed(new WaitBytes(1, 0, 100).shares(50, 51, 0, 0, 0, 0, 0));
    assertUnattributed(new WaitBytes(1, 0, 100).shares(-1, 101, 0, 0, 0, 0, 0));
    assertUnattributed(
        new WaitBytes(1, 0, 100).shares(Long.MAX_VALUE, Long.MAX_VALUE, 102, 0, 0, 0, 0));
    assertEquals(3, decoder.statistics().sharesDefective());
    assertEquals(300, decoder.statistics().sharesDefectiveNanos());
  }

  private void assertUnattributed(WaitBytes record) {
    Wait wait = decodeOne(record);
    assertEquals(wait.durationNanos(), wait.share(Share.UNATTRIBUTED));
    assertEquals(wait.durationNanos(), LongStream.of(wait.shares()).sum());
  }

  @Test
  void unknownTypesAreCountedAndPassedOver() {
    decode(type(0), type(3), type(-1), new WaitBytes(1, 0, 1).bytes());
    assertEquals(3, decoder.statistics().unknownRecords());
    assertEquals(1, sink.waits.size());
  }

  private static byte[] type(int type) {
    return ByteBuffer.allocate(64).order(ByteOrder.nativeOrder()).putInt(0, type).array();
  }

  @Test
  void recordsThatEndTooSoonAreCountedAndPassedOver() {
    byte[] wait = new WaitBytes(1, 0, 100).culprit(SHARE_EXTERNAL, "a", "p", 5, 4, 9, 10).bytes();
    byte[] group = CgroupBytes.of(1, "a");
    decode(
        new byte[0],
        new byte[3],
        Arrays.copyOf(wait, 4),
        Arrays.copyOf(wait, WaitRecordLayout.CULPRIT - 1),
        Arrays.copyOf(wait, wait.length - 1),
        Arrays.copyOf(group, group.length - 1));
    assertEquals(6, decoder.statistics().shortRecords());
    assertEquals(0, sink.waits.size() + sink.cgroups.size());
  }

  @Test
  void aLongerRecordThanKnownIsReadAsFarAsItIsKnown() {
    byte[] wait = new WaitBytes(1, 0, 100).bytes();
    decode(Arrays.copyOf(wait, wait.length + 64));
    assertEquals(1, sink.waits.size());
  }

  @Test
  void recordsThatContradictTheLayoutAreCountedAndPassedOver() {
    byte[] tooManyLevels = CgroupBytes.of(1, "a");
    ByteBuffer.wrap(tooManyLevels).order(ByteOrder.nativeOrder()).putInt(4, 9);
    decode(
        new WaitBytes(1, 0, 1).set(WaitRecordLayout.CULPRITS, Limits.MAX_CULPRITS + 1).bytes(),
        new WaitBytes(1, 0, 1).set(WaitRecordLayout.CULPRITS, -1).bytes(),
        new WaitBytes(1, 0, 1).set(WaitRecordLayout.ONSET, Onset.values().length).bytes(),
        new WaitBytes(1, 0, 1).set(WaitRecordLayout.ONSET, -1).bytes(),
        new WaitBytes(1, 0, -1).bytes(),
        tooManyLevels);
    assertEquals(6, decoder.statistics().malformedRecords());
    assertEquals(0, sink.waits.size() + sink.cgroups.size());
  }

  /** The kernel's names have up to 255 bytes, and what runtimes call their cgroups has 144. */
  @Test
  void cgroupNamesAreWhole() {
    String longest = "x".repeat(255);
    decode(CgroupBytes.of(9, longest, longest));
    assertEquals(List.of(new CgroupName(9, "/" + longest + "/" + longest)), sink.cgroups);
  }

  @Test
  void cgroupPathsAreBuiltFromTheTop() {
    decode(
        CgroupBytes.of(1),
        CgroupBytes.of(2, ""),
        CgroupBytes.of(3, "a"),
        CgroupBytes.of(4, "own", "parent", "top"),
        CgroupBytes.of(5, "own", "parent", ""),
        CgroupBytes.of(6, "8", "7", "6", "5", "4", "3", "2", "1"),
        CgroupBytes.of(7, "7", "6", "5", "4", "3", "2", "1", ""),
        CgroupBytes.of(8, "new\nline", "é"));
    assertEquals(
        List.of(
            new CgroupName(1, "/"),
            new CgroupName(2, "/"),
            new CgroupName(3, "/a"),
            new CgroupName(4, "/top/parent/own"),
            new CgroupName(5, "/parent/own"),
            new CgroupName(6, "…/1/2/3/4/5/6/7/8"),
            new CgroupName(7, "/1/2/3/4/5/6/7"),
            new CgroupName(8, "/é/new\nline")),
        sink.cgroups);
    assertEquals(8, decoder.statistics().cgroups());
    assertEquals(8, decoder.statistics().records());
  }
}
