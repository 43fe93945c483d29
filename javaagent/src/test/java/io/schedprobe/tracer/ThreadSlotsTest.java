package io.schedprobe.tracer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.layout.ShareCode;
import io.schedprobe.layout.SlotState;
import io.schedprobe.layout.ThreadSlotLayout;
import io.schedprobe.model.LatencyHistogram;
import io.schedprobe.model.ThreadWaits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadSlotsTest {
  private static final int COUNT = 2000;

  private final ByteBuffer memory =
      ByteBuffer.allocateDirect(COUNT * ThreadSlotLayout.SIZE).order(ByteOrder.nativeOrder());
  private final List<Integer> returned = new ArrayList<>();
  private final List<Integer> asked = new ArrayList<>();
  private int most = COUNT;
  private boolean full;
  private final ThreadSlots slots =
      new ThreadSlots(
          this::mapped,
          COUNT,
          slot -> {
            if (!full) {
              returned.add(slot);
            }
            return !full;
          });

  /** In pages, as memory is mapped. */
  private ByteBuffer mapped(int least) {
    asked.add(least);
    int page = 4096;
    int bytes = (Math.min(least, most) * ThreadSlotLayout.SIZE + page - 1) / page * page;
    return memory.slice(0, Math.min(bytes, memory.capacity())).order(ByteOrder.nativeOrder());
  }

  private List<ThreadWaits> read() {
    List<ThreadWaits> read = new ArrayList<>();
    slots.read(read::add);
    return read;
  }

  private static int at(int slot) {
    return slot * ThreadSlotLayout.SIZE;
  }

  /** As the kernel side does on a thread's first wait. */
  private void take(int slot, int tid, String comm) {
    memory.putInt(at(slot) + ThreadSlotLayout.TID, tid);
    memory.putInt(at(slot) + ThreadSlotLayout.NS_TID, tid + 1000);
    memory.put(
        at(slot) + ThreadSlotLayout.COMM,
        comm.getBytes(StandardCharsets.UTF_8),
        0,
        comm.getBytes(StandardCharsets.UTF_8).length);
    state(slot, SlotState.SLOT_LIVE);
  }

  private void state(int slot, int state) {
    memory.putInt(at(slot) + ThreadSlotLayout.STATE, state);
  }

  /** As the kernel side does at the end of a wait. */
  private void waited(int slot, long nanos, int share) {
    add(at(slot) + ThreadSlotLayout.WAITS, 1);
    add(at(slot) + ThreadSlotLayout.TOTAL_NS, nanos);
    add(at(slot) + ThreadSlotLayout.PREEMPTIONS, 1);
    add(at(slot) + ThreadSlotLayout.SHARE_NS + 8 * share, nanos);
    int bucket = at(slot) + ThreadSlotLayout.HISTOGRAM + 4 * LatencyHistogram.bucketOf(nanos);
    memory.putInt(bucket, memory.getInt(bucket) + 1);
    int max = at(slot) + ThreadSlotLayout.MAX_NS;
    memory.putLong(max, Math.max(memory.getLong(max), nanos));
  }

  private void add(int position, long more) {
    memory.putLong(position, memory.getLong(position) + more);
  }

  @Test
  void asksForNoMoreMemoryThanTheSlotsInUseNeed() {
    take(1, 41, "worker");
    read();
    read();
    assertEquals(1, asked.size(), asked::toString);
    for (int slot = 2; slot < COUNT; slot++) {
      take(slot, 41 + slot, "worker");
      waited(slot, 1_000, ShareCode.SHARE_EXTERNAL);
    }
    assertEquals(COUNT - 2, read().size());
    assertTrue(asked.get(asked.size() - 1) <= COUNT, asked::toString);
  }

  @Test
  void whatLiesBeyondTheMemoryIsReadOnceThereIsMore() {
    for (int slot = 1; slot < 500; slot++) {
      take(slot, 41 + slot, "worker");
      waited(slot, 1_000, ShareCode.SHARE_EXTERNAL);
    }
    most = 100;
    int first = read().size();
    assertTrue(first >= 99 && first < 200, first + " of 499");
    most = COUNT;
    assertEquals(499 - first, read().size());
  }

  @Test
  void eachReadTellsWhatCameSinceTheLast() {
    take(1, 77, "worker");
    waited(1, 5_000_000, ShareCode.SHARE_EXTERNAL);
    waited(1, 1_000, ShareCode.SHARE_SELF);
    ThreadWaits first = read().get(0);
    assertEquals(77, first.tid());
    assertEquals(1077, first.nsTid());
    assertEquals("worker", first.comm());
    assertEquals(2, first.waits());
    assertEquals(5_001_000, first.totalNanos());
    assertEquals(5_000_000, first.maxNanos());
    assertEquals(2, first.preemptions());
    assertEquals(5_000_000, first.quantiles().p99());
    assertArrayEquals(new long[] {0, 5_000_000, 0, 1_000, 0, 0, 0}, first.shares());
    assertFalse(first.exited());

    waited(1, 2_000_000, ShareCode.SHARE_SELF);
    ThreadWaits second = read().get(0);
    assertEquals(1, second.waits());
    assertEquals(2_000_000, second.totalNanos());
    assertEquals(2_000_000, second.maxNanos());
    assertArrayEquals(new long[] {0, 0, 0, 2_000_000, 0, 0, 0}, second.shares());
    assertEquals(2_000_000, second.quantiles().p50());
  }

  @Test
  void threadThatDidNotWaitIsNotMentioned() {
    take(1, 77, "worker");
    waited(1, 5_000, ShareCode.SHARE_IDLE);
    assertEquals(1, read().size());
    assertEquals(List.of(), read());
  }

  @Test
  void slotOfEndedThreadIsReturnedZeroedAfterOneWholePeriod() {
    take(3, 77, "worker");
    waited(3, 5_000, ShareCode.SHARE_IDLE);
    state(3, SlotState.SLOT_EXITED);
    ThreadWaits last = read().get(0);
    assertTrue(last.exited());
    assertEquals(1, last.waits());
    assertEquals(List.of(), returned);

    assertEquals(List.of(), read());
    assertEquals(List.of(3), returned);
    for (int i = 0; i < ThreadSlotLayout.SIZE; i++) {
      assertEquals(0, memory.get(at(3) + i));
    }
    assertEquals(List.of(), read());
    assertEquals(List.of(3), returned);
  }

  @Test
  void waitCountedWhileItsThreadEndedIsNotLost() {
    take(3, 77, "worker");
    state(3, SlotState.SLOT_EXITED);
    assertEquals(0, read().get(0).waits());
    waited(3, 9_000, ShareCode.SHARE_SELF);
    assertEquals(9_000, read().get(0).totalNanos());
    assertEquals(List.of(3), returned);
  }

  @Test
  void threadThatTakesReturnedSlotBeginsAtZero() {
    take(3, 77, "worker");
    waited(3, 5_000, ShareCode.SHARE_IDLE);
    state(3, SlotState.SLOT_EXITED);
    read();
    read();
    take(3, 88, "later");
    waited(3, 2_000, ShareCode.SHARE_IDLE);
    ThreadWaits waits = read().get(0);
    assertEquals(88, waits.tid());
    assertEquals("later", waits.comm());
    assertEquals(2_000, waits.totalNanos());
    assertFalse(waits.exited());
  }

  @Test
  void slotThatCannotBeReturnedIsTriedAgain() {
    full = true;
    take(3, 77, "worker");
    waited(3, 5_000, ShareCode.SHARE_IDLE);
    state(3, SlotState.SLOT_EXITED);
    read();
    assertEquals(List.of(), read());
    assertEquals(List.of(), read());
    full = false;
    assertEquals(List.of(), read());
    assertEquals(List.of(3), returned);
  }

  @Test
  void collectedRestIsToldWithoutThreadNumber() {
    waited(0, 7_000, ShareCode.SHARE_SELF);
    ThreadWaits rest = read().get(0);
    assertEquals(0, rest.nsTid());
    assertEquals(7_000, rest.totalNanos());
  }

  @Test
  void slotsAreFoundUpToTheLast() {
    for (int slot = 50; slot < COUNT; slot += 50) {
      take(slot, slot, "t" + slot);
      waited(slot, 5_000, ShareCode.SHARE_IDLE);
    }
    assertEquals(39, read().size());
  }

  @Test
  void nameOfSixteenBytesWithoutTerminatorIsTakenWhole() {
    take(1, 77, "0123456789abcdef");
    waited(1, 5_000, ShareCode.SHARE_IDLE);
    assertEquals("0123456789abcdef", read().get(0).comm());
  }

  @Test
  void bucketThatWrappedAroundStillCountsOne() {
    take(1, 77, "worker");
    int bucket = at(1) + ThreadSlotLayout.HISTOGRAM + 4 * LatencyHistogram.bucketOf(5_000);
    memory.putInt(bucket, -1);
    add(at(1) + ThreadSlotLayout.WAITS, 0xffffffffL);
    read();
    waited(1, 5_000, ShareCode.SHARE_IDLE);
    ThreadWaits waits = read().get(0);
    assertEquals(1, waits.waits());
    assertEquals(5_000, waits.maxNanos());
    assertEquals(0, memory.getInt(bucket));
  }
}
