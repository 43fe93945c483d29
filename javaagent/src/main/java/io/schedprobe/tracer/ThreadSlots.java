package io.schedprobe.tracer;

import io.schedprobe.layout.Limits;
import io.schedprobe.layout.ShareCode;
import io.schedprobe.layout.SlotState;
import io.schedprobe.layout.ThreadSlotLayout;
import io.schedprobe.model.LatencyHistogram;
import io.schedprobe.model.ThreadWaits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * What each thread waited, read from the array that the kernel side writes to: differences from one
 * read to the next. Slots of threads that ended are read once more a whole period later, since an
 * update may have been under way, and then go back to the kernel side.
 */
final class ThreadSlots {
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle INTS =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  /**
   * Slots are first handed out in ascending order, so that beyond the highest one in use there is
   * nothing to see, but for those that were taken and are not marked yet. One further off than this
   * is seen by a later read.
   */
  private static final int LOOK_AHEAD = 64;

  private final IntFunction<ByteBuffer> memory;
  private final int[] buckets = new int[Limits.HISTOGRAM_BUCKETS];
  private ByteBuffer slots;
  private IntBuffer words; // the same
  private int mapped;
  private final int count;
  private final IntPredicate giveBack;
  private final SlotTally[] tallies;
  private final LatencyHistogram histogram = new LatencyHistogram();
  private int highest;

  /**
   * @param memory an array of {@code struct thread_slot} with at least so many slots, in native
   *     byte order, 8-byte aligned; asked for more only once they are in use, and may then give
   *     less: those beyond are read when there is more
   * @param count how many there are
   * @param giveBack returns a zeroed slot to the kernel side; false if that has to be tried again
   */
  ThreadSlots(IntFunction<ByteBuffer> memory, int count, IntPredicate giveBack) {
    this.memory = memory;
    this.count = count;
    this.giveBack = giveBack;
    this.tallies = new SlotTally[count];
  }

  /** Hands over each thread that waited or ended since the last call. */
  void read(Consumer<ThreadWaits> to) {
    reaches(LOOK_AHEAD);
    readSlot(0, SlotState.SLOT_LIVE, to); // the collected rest; its state is never set
    for (int slot = 1; slot < count && slot <= highest + LOOK_AHEAD && reaches(slot); slot++) {
      int state = (int) INTS.getAcquire(slots, offset(slot) + ThreadSlotLayout.STATE);
      if (state != SlotState.SLOT_FREE) {
        highest = Math.max(highest, slot);
        readSlot(slot, state, to);
      }
    }
  }

  private boolean reaches(int slot) {
    if (slot >= mapped) {
      slots = memory.apply(slot + 1);
      words = slots.duplicate().order(ByteOrder.nativeOrder()).asIntBuffer();
      mapped = Math.min(count, slots.capacity() / ThreadSlotLayout.SIZE);
    }
    return slot < mapped;
  }

  private static int offset(int slot) {
    return slot * ThreadSlotLayout.SIZE;
  }

  private void readSlot(int slot, int state, Consumer<ThreadWaits> to) {
    SlotTally tally = tallies[slot];
    if (tally == null) {
      tally = new SlotTally();
      tallies[slot] = tally;
    }
    boolean ended = state == SlotState.SLOT_EXITED;
    boolean endedBefore = tally.ended;
    tally.ended = ended;
    ThreadWaits waits = difference(slot, tally, ended);
    if (waits.waits() > 0 || (ended && !endedBefore)) {
      to.accept(waits);
    }
    if (endedBefore) {
      recycle(slot);
    }
  }

  private ThreadWaits difference(int slot, SlotTally tally, boolean ended) {
    int at = offset(slot);
    long waits = tally.waits(getLong(at + ThreadSlotLayout.WAITS));
    if (waits == 0 && !ended) {
      return NOTHING;
    }
    long total = tally.total(getLong(at + ThreadSlotLayout.TOTAL_NS));
    long preemptions = tally.preemptions(getLong(at + ThreadSlotLayout.PREEMPTIONS));
    long[] shares = new long[ShareCode.SHARES];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = tally.share(i, getLong(at + ThreadSlotLayout.SHARE_NS + 8 * i));
    }
    histogram.clear();
    // All at once, each bucket whole: read seldom, this is interpreted code, and one by one it was
    // most of what a read costs.
    words.get((at + ThreadSlotLayout.HISTOGRAM) / Integer.BYTES, buckets);
    tally.histogram(buckets, histogram);
    long max =
        histogram.plausibleMax((long) LONGS.getAndSet(slots, at + ThreadSlotLayout.MAX_NS, 0L));
    return new ThreadWaits(
        getInt(at + ThreadSlotLayout.TID),
        getInt(at + ThreadSlotLayout.NS_TID),
        tally.comm(
            getLong(at + ThreadSlotLayout.COMM), getLong(at + ThreadSlotLayout.COMM + Long.BYTES)),
        ended,
        waits,
        total,
        max,
        preemptions,
        shares,
        histogram.copy());
  }

  private static final ThreadWaits NOTHING =
      new ThreadWaits(0, 0, "", false, 0, 0, 0, 0, new long[ShareCode.SHARES], null);

  private void recycle(int slot) {
    int at = offset(slot);
    for (int i = 0; i < ThreadSlotLayout.SIZE; i += Long.BYTES) {
      LONGS.setOpaque(slots, at + i, 0L);
    }
    VarHandle.releaseFence();
    if (giveBack.test(slot)) {
      tallies[slot] = null;
    } else {
      // Kept as ended, to be given back the next time.
      INTS.setRelease(slots, at + ThreadSlotLayout.STATE, SlotState.SLOT_EXITED);
      tallies[slot] = new SlotTally();
      tallies[slot].ended = true;
    }
  }

  private long getLong(int at) {
    return (long) LONGS.getOpaque(slots, at);
  }

  private int getInt(int at) {
    return (int) INTS.getOpaque(slots, at);
  }
}
