package io.schedprobe.benchmarks.ring;

import io.schedprobe.decode.RecordDecoder;
import io.schedprobe.layout.RecordType;
import io.schedprobe.layout.RunnerLayout;
import io.schedprobe.layout.ShareCode;
import io.schedprobe.layout.WaitRecordLayout;
import io.schedprobe.model.CgroupName;
import io.schedprobe.model.Wait;
import io.schedprobe.model.WaitSink;
import io.schedprobe.ring.RingDescriptor;
import io.schedprobe.ring.RingReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The reader alone, and the reader with the decoder behind it, over a full ring in plain memory
 * that is read again and again. Needs no kernel and no privilege.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(2)
@State(Scope.Thread)
public class SimulatedRingBenchmark {
  private static final int PAGE = 4096;
  private static final int SIZE = 512 * 1024;
  private static final int RECORDS = 1024;
  private static final int CULPRITS = 2;
  private static final int LENGTH = WaitRecordLayout.CULPRIT + CULPRITS * RunnerLayout.SIZE;

  private final ByteBuffer consumer = direct(PAGE);
  private final ByteBuffer producer = direct(PAGE + 2 * SIZE);
  private final RingReader reader;
  private final RingBenchmark.Summing summing = new RingBenchmark.Summing();

  /** A ring full of waits with two culprits each, whose names are the same few. */
  public SimulatedRingBenchmark() {
    for (int i = 0; i < RECORDS; i++) {
      int at = PAGE + (int) RingDescriptor.span(LENGTH) * i;
      producer.putInt(at, LENGTH);
      wait(at + RingDescriptor.HEADER_SIZE, i);
    }
    producer.putLong(0, RingDescriptor.span(LENGTH) * RECORDS);
    reader = new RingReader(consumer, producer, SIZE);
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  private void wait(int at, int number) {
    producer
        .putInt(at + WaitRecordLayout.TYPE, RecordType.RECORD_WAIT)
        .putInt(at + WaitRecordLayout.CULPRITS, CULPRITS)
        .putLong(at + WaitRecordLayout.WAIT_ID, number)
        .putLong(at + WaitRecordLayout.DURATION_NS, 3_000_000)
        .putLong(at + WaitRecordLayout.SHARE_NS + 8 * ShareCode.SHARE_EXTERNAL, 3_000_000);
    name(at + WaitRecordLayout.COMM, "http-" + number % 16);
    for (int i = 0; i < CULPRITS; i++) {
      int runner = at + WaitRecordLayout.CULPRIT + i * RunnerLayout.SIZE;
      producer
          .putLong(runner + RunnerLayout.RAN_NS, 1_000_000)
          .putInt(runner + RunnerLayout.TID, 1 + i)
          .put(runner + RunnerLayout.KIND, (byte) ShareCode.SHARE_EXTERNAL);
      name(runner + RunnerLayout.COMM, "hog-" + i);
      name(runner + RunnerLayout.PROCESS, "hogs");
    }
  }

  private void name(int at, String name) {
    producer.put(at, name.getBytes(StandardCharsets.UTF_8));
  }

  private RingReader rewound() {
    consumer.putLong(0, 0);
    return reader;
  }

  /** The reader with a handler that reads one number. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long ringReader() {
    rewound().drain(summing, Integer.MAX_VALUE);
    return summing.take();
  }

  /** The sink at the end, and the decoder before it. */
  @State(Scope.Thread)
  public static class Decoding {
    private Blackhole blackhole;
    private final RecordDecoder decoder =
        new RecordDecoder(
            new WaitSink() {
              @Override
              public void onWait(Wait wait) {
                blackhole.consume(wait);
              }

              @Override
              public void onCgroup(CgroupName name) {
                blackhole.consume(name);
              }
            });
  }

  /** The reader with the decoder behind it: a {@link Wait} and its culprits from each record. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public int ringReaderAndDecoder(Decoding state, Blackhole blackhole) {
    state.blackhole = blackhole;
    return rewound().drain(state.decoder, Integer.MAX_VALUE);
  }
}
