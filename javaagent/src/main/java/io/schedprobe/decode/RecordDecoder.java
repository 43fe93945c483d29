package io.schedprobe.decode;

import io.schedprobe.layout.CgroupRecordLayout;
import io.schedprobe.layout.Limits;
import io.schedprobe.layout.RecordType;
import io.schedprobe.layout.RunnerLayout;
import io.schedprobe.layout.WaitRecordLayout;
import io.schedprobe.model.CgroupName;
import io.schedprobe.model.Onset;
import io.schedprobe.model.Runner;
import io.schedprobe.model.Share;
import io.schedprobe.model.Wait;
import io.schedprobe.model.WaitSink;
import io.schedprobe.ring.RecordHandler;
import io.schedprobe.ring.Tally;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Turns the ring's records into the model and hands them to a sink. Bad bytes are counted, never
 * thrown; what the sink throws is counted and passes through. For one thread, but for {@link
 * #statistics()}.
 */
public final class RecordDecoder implements RecordHandler {
  private static final Onset[] ONSETS = Onset.values();

  private final WaitSink sink;
  private final CommCache comms = new CommCache();
  private final RunnerMerger merger = new RunnerMerger(comms);

  private final Tally waits = new Tally();
  private final Tally cgroups = new Tally();
  private final Tally unknownRecords = new Tally();
  private final Tally shortRecords = new Tally();
  private final Tally malformedRecords = new Tally();
  private final Tally culpritsCut = new Tally();
  private final Tally culpritsRefused = new Tally();
  private final Tally sharesDefective = new Tally();
  private final Tally sharesDefectiveNanos = new Tally();
  private final Tally failures = new Tally();

  public RecordDecoder(WaitSink sink) {
    this.sink = sink;
  }

  @Override
  public void onRecord(ByteBuffer data, int offset, int length) {
    try {
      decode(data, offset, length);
    } catch (Throwable e) {
      // Of the sink, or an exhausted heap here.
      failures.add(1);
      throw e;
    }
  }

  private void decode(ByteBuffer data, int offset, int length) {
    if (length < Integer.BYTES) {
      shortRecords.add(1);
      return;
    }
    switch (data.getInt(offset)) {
      case RecordType.RECORD_WAIT -> onWait(data, offset, length);
      case RecordType.RECORD_CGROUP -> onCgroup(data, offset, length);
      default -> unknownRecords.add(1);
    }
  }

  private void onWait(ByteBuffer data, int offset, int length) {
    if (length < WaitRecordLayout.CULPRIT) {
      shortRecords.add(1);
      return;
    }
    int culprits = data.getInt(offset + WaitRecordLayout.CULPRITS);
    int onset = data.getInt(offset + WaitRecordLayout.ONSET);
    long duration = data.getLong(offset + WaitRecordLayout.DURATION_NS);
    if (culprits < 0
        || culprits > Limits.MAX_CULPRITS
        || onset < 0
        || onset >= ONSETS.length
        || duration < 0) {
      malformedRecords.add(1);
      return;
    }
    if (length < WaitRecordLayout.CULPRIT + culprits * RunnerLayout.SIZE) {
      shortRecords.add(1);
      return;
    }
    culpritsRefused.add(merger.merge(data, offset + WaitRecordLayout.CULPRIT, culprits, duration));
    culpritsCut.add(Integer.toUnsignedLong(data.getInt(offset + WaitRecordLayout.CULPRITS_CUT)));
    Wait wait =
        new Wait(
            data.getLong(offset + WaitRecordLayout.WAIT_ID),
            data.getLong(offset + WaitRecordLayout.START_NS),
            duration,
            shares(data, offset + WaitRecordLayout.SHARE_NS, duration),
            data.getInt(offset + WaitRecordLayout.TID),
            data.getInt(offset + WaitRecordLayout.NS_TID),
            data.getInt(offset + WaitRecordLayout.CPU),
            data.getInt(offset + WaitRecordLayout.MIGRATIONS),
            ONSETS[onset],
            comms.get(data, offset + WaitRecordLayout.COMM),
            preemptor(data, offset + WaitRecordLayout.PREEMPTOR, ONSETS[onset]),
            merger.runners(data));
    waits.add(1);
    sink.onWait(wait);
  }

  /**
   * The shares, made to sum to the duration. Missing time was attributed to nobody; shares that
   * claim more time than there was contradict each other, so then nothing is attributed at all.
   */
  private long[] shares(ByteBuffer data, int offset, long duration) {
    long[] shares = new long[Share.COUNT];
    long rest = duration;
    boolean sound = true;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = data.getLong(offset + i * Long.BYTES);
      sound &= shares[i] >= 0 && shares[i] <= rest;
      rest = sound ? rest - shares[i] : 0;
    }
    if (!sound) {
      Arrays.fill(shares, 0);
      rest = duration;
    }
    if (!sound || rest != 0) {
      sharesDefective.add(1);
      sharesDefectiveNanos.add(rest);
      shares[Share.UNATTRIBUTED.ordinal()] += rest;
    }
    return shares;
  }

  /** Who took the CPU; null if it is not known. */
  private Runner preemptor(ByteBuffer data, int offset, Onset onset) {
    if (onset != Onset.PREEMPTION) {
      return null;
    }
    Runner runner = merger.read(data, offset);
    return runner.tid() == 0 ? null : runner;
  }

  private void onCgroup(ByteBuffer data, int offset, int length) {
    if (length < CgroupRecordLayout.SIZE) {
      shortRecords.add(1);
      return;
    }
    int levels = data.getInt(offset + CgroupRecordLayout.LEVELS);
    if (levels < 0 || levels > Limits.CGROUP_LEVELS) {
      malformedRecords.add(1);
      return;
    }
    long id = data.getLong(offset + CgroupRecordLayout.CGROUP_ID);
    CgroupName name = new CgroupName(id, CgroupPath.read(data, offset, levels));
    cgroups.add(1);
    sink.onCgroup(name);
  }

  /** What was seen so far; on any thread. */
  public DecoderStatistics statistics() {
    return new DecoderStatistics(
        waits.get(),
        cgroups.get(),
        unknownRecords.get(),
        shortRecords.get(),
        malformedRecords.get(),
        culpritsCut.get(),
        culpritsRefused.get(),
        sharesDefective.get(),
        sharesDefectiveNanos.get(),
        failures.get());
  }
}
