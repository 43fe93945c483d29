package io.schedprobe.decode;

import io.schedprobe.layout.Limits;
import io.schedprobe.layout.OnsetCode;
import io.schedprobe.layout.RecordType;
import io.schedprobe.layout.RunnerLayout;
import io.schedprobe.layout.ShareCode;
import io.schedprobe.layout.WaitRecordLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A wait record as the kernel side writes it, made by hand. */
public final class WaitBytes {
  private final ByteBuffer bytes =
      ByteBuffer.allocate(WaitRecordLayout.SIZE).order(ByteOrder.nativeOrder());
  private int culprits;

  /** A wait of thread 101 (1 in its namespace) on CPU 3, all of it external, nobody named. */
  public WaitBytes(long id, long startNanos, long durationNanos) {
    bytes
        .putInt(WaitRecordLayout.TYPE, RecordType.RECORD_WAIT)
        .putLong(WaitRecordLayout.WAIT_ID, id)
        .putLong(WaitRecordLayout.START_NS, startNanos)
        .putLong(WaitRecordLayout.DURATION_NS, durationNanos)
        .putInt(WaitRecordLayout.TID, 101)
        .putInt(WaitRecordLayout.NS_TID, 1)
        .putInt(WaitRecordLayout.CPU, 3);
    share(ShareCode.SHARE_EXTERNAL, durationNanos);
    comm("victim");
  }

  public WaitBytes share(int share, long nanos) {
    bytes.putLong(WaitRecordLayout.SHARE_NS + share * Long.BYTES, nanos);
    return this;
  }

  /** All shares at once, in the order of their codes. */
  public WaitBytes shares(long... nanos) {
    for (int i = 0; i < ShareCode.SHARES; i++) {
      share(i, nanos[i]);
    }
    return this;
  }

  public WaitBytes thread(int tid, int nsTid) {
    return set(WaitRecordLayout.TID, tid).set(WaitRecordLayout.NS_TID, nsTid);
  }

  public WaitBytes comm(String comm) {
    name(WaitRecordLayout.COMM, comm.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public WaitBytes comm(byte[] comm) {
    name(WaitRecordLayout.COMM, comm);
    return this;
  }

  /** Any 32-bit field, by its offset. */
  public WaitBytes set(int offset, int value) {
    bytes.putInt(offset, value);
    return this;
  }

  public WaitBytes preemptor(int kind, String comm, String process, int tid, int tgid, long group) {
    set(WaitRecordLayout.ONSET, OnsetCode.ONSET_PREEMPTION);
    runner(WaitRecordLayout.PREEMPTOR, kind, comm, process, tid, tgid, group, 0);
    return this;
  }

  public WaitBytes culprit(
      int kind, String comm, String process, int tid, int tgid, long group, long ranNanos) {
    int at = WaitRecordLayout.CULPRIT + culprits++ * RunnerLayout.SIZE;
    runner(at, kind, comm, process, tid, tgid, group, ranNanos);
    return set(WaitRecordLayout.CULPRITS, culprits);
  }

  private void runner(
      int at, int kind, String comm, String process, int tid, int tgid, long group, long ran) {
    bytes
        .putLong(at + RunnerLayout.CGROUP_ID, group)
        .putLong(at + RunnerLayout.RAN_NS, ran)
        .putInt(at + RunnerLayout.TID, tid)
        .putInt(at + RunnerLayout.TGID, tgid)
        .put(at + RunnerLayout.KIND, (byte) kind);
    name(at + RunnerLayout.COMM, comm.getBytes(StandardCharsets.UTF_8));
    name(at + RunnerLayout.PROCESS, process.getBytes(StandardCharsets.UTF_8));
  }

  private void name(int at, byte[] name) {
    bytes.put(at, new byte[Limits.COMM_LEN]);
    bytes.put(at, name, 0, Math.min(name.length, Limits.COMM_LEN));
  }

  /** The record, which ends after its last culprit. */
  public byte[] bytes() {
    byte[] record = new byte[WaitRecordLayout.CULPRIT + culprits * RunnerLayout.SIZE];
    bytes.get(0, record);
    return record;
  }
}
