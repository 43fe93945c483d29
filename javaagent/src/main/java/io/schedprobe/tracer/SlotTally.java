package io.schedprobe.tracer;

import io.schedprobe.layout.Limits;
import io.schedprobe.layout.ShareCode;
import io.schedprobe.model.KernelText;
import io.schedprobe.model.LatencyHistogram;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a slot held when it was last read; each method returns the increase since. */
final class SlotTally {
  private long waits;
  private long total;
  private long preemptions;
  private final long[] shares = new long[ShareCode.SHARES];
  private final int[] histogram = new int[Limits.HISTOGRAM_BUCKETS];
  private long commHead;
  private long commTail;
  private String comm = "";

  /** The thread had ended by then. */
  boolean ended;

  long waits(long now) {
    long increase = now - waits;
    waits = now;
    return increase;
  }

  long total(long now) {
    long increase = now - total;
    total = now;
    return increase;
  }

  long preemptions(long now) {
    long increase = now - preemptions;
    preemptions = now;
    return increase;
  }

  long share(int share, long now) {
    long increase = now - shares[share];
    shares[share] = now;
    return increase;
  }

  /** Adds the increases of the buckets, unsigned 32-bit numbers that wrap around. */
  void histogram(int[] now, LatencyHistogram increases) {
    for (int i = 0; i < histogram.length; i++) {
      if (now[i] != histogram[i]) {
        increases.add(i, Integer.toUnsignedLong(now[i] - histogram[i]));
        histogram[i] = now[i];
      }
    }
  }

  /** The thread's name from the 16 bytes of its comm. */
  String comm(long head, long tail) {
    if (head != commHead || tail != commTail) {
      commHead = head;
      commTail = tail;
      byte[] bytes = new byte[Limits.COMM_LEN];
      ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putLong(head).putLong(tail);
      int length = 0;
      while (length < bytes.length && bytes[length] != 0) {
        length++;
      }
      comm = KernelText.decode(bytes, 0, length);
    }
    return comm;
  }
}
