package io.schedprobe.benchmarks.ring;

import com.sun.jna.Pointer;
import io.schedprobe.libbpf.MappedMemory;
import io.schedprobe.ring.RecordHandler;
import io.schedprobe.ring.RingReader;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Taking a record out of a BPF ring buffer and reading one number of it. A kernel program fills the
 * ring before each invocation, outside the time taken. Needs root.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(value = 2, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class RingBenchmark {
  /** Reads a word of each record. */
  static final class Summing implements RecordHandler {
    private long sum;

    @Override
    public void onRecord(ByteBuffer data, int offset, int length) {
      sum += data.getLong(offset);
    }

    long take() {
      long taken = sum;
      sum = 0;
      return taken;
    }
  }

  private static int checked(int records, long sum) {
    if (records != KernelRing.RECORDS || sum != KernelRing.SUM) {
      throw new IllegalStateException(records + " records, whose sum is " + sum);
    }
    return records;
  }

  /** Our reader over the mapped ring. */
  @State(Scope.Thread)
  public static class Mapped {
    private KernelRing ring;
    private MappedMemory consumer;
    private MappedMemory producer;
    private RingReader reader;
    private final Summing handler = new Summing();

    /** Loads the kernel side and maps its ring. */
    @Setup(Level.Trial)
    public void open() throws Exception {
      ring = new KernelRing();
      int page = MappedMemory.pageBytes();
      consumer = MappedMemory.map(ring.mapFd(), 0, page, true);
      producer = MappedMemory.map(ring.mapFd(), page, page + 2L * ring.size(), false);
      reader = new RingReader(consumer.buffer(), producer.buffer(), ring.size());
    }

    /** Fills the ring. */
    @Setup(Level.Invocation)
    public void fill() {
      ring.fill();
    }

    /** Unloads all. */
    @TearDown(Level.Trial)
    public void close() {
      consumer.close();
      producer.close();
      ring.close();
    }
  }

  /** libbpf's reader with a callback into Java. */
  @State(Scope.Thread)
  public static class Native {
    private KernelRing ring;
    private Pointer reader;
    private long sum;
    // Held here, or it would be collected.
    private final LibBpfRing.Sample sample =
        (context, data, size) -> {
          sum += data.getLong(0);
          return 0;
        };

    /** Loads the kernel side and hands its ring to libbpf. */
    @Setup(Level.Trial)
    public void open() throws Exception {
      ring = new KernelRing();
      reader = LibBpfRing.ring_buffer__new(ring.mapFd(), sample, null, null);
      if (reader == null) {
        throw new IllegalStateException("ring_buffer__new: " + com.sun.jna.Native.getLastError());
      }
    }

    /** Fills the ring. */
    @Setup(Level.Invocation)
    public void fill() {
      sum = 0;
      ring.fill();
    }

    /** Unloads all. */
    @TearDown(Level.Trial)
    public void close() {
      LibBpfRing.ring_buffer__free(reader);
      ring.close();
    }
  }

  /** Our reader. */
  @Benchmark
  @OperationsPerInvocation(KernelRing.RECORDS)
  public int ringReader(Mapped state) {
    return checked(state.reader.drain(state.handler, Integer.MAX_VALUE), state.handler.take());
  }

  /** {@code ring_buffer__consume} through a JNA callback. */
  @Benchmark
  @OperationsPerInvocation(KernelRing.RECORDS)
  public int libbpfConsume(Native state) {
    return checked(LibBpfRing.ring_buffer__consume(state.reader), state.sum);
  }

  /** {@code ring_buffer__poll} through a JNA callback. */
  @Benchmark
  @OperationsPerInvocation(KernelRing.RECORDS)
  public int libbpfPoll(Native state) {
    return checked(LibBpfRing.ring_buffer__poll(state.reader, 1000), state.sum);
  }
}
