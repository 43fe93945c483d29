package io.schedprobe.tracer;

import io.schedprobe.decode.DecoderStatistics;
import io.schedprobe.decode.RecordDecoder;
import io.schedprobe.libbpf.BpfException;
import io.schedprobe.libbpf.BpfObject;
import io.schedprobe.model.CgroupName;
import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.model.Wait;
import io.schedprobe.model.WaitSink;
import io.schedprobe.platform.Platform;
import io.schedprobe.proc.KernelFiles;
import io.schedprobe.ring.RingCorruptedException;
import io.schedprobe.ring.RingReader;
import io.schedprobe.source.Source;
import io.schedprobe.source.SourceStatistics;
import io.schedprobe.source.SourceUnavailableException;
import io.schedprobe.source.SureClosing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Run queue latencies as the kernel itself sees them, by eBPF programs of ours.
 *
 * <p>Needs CAP_BPF and CAP_PERFMON (or CAP_SYS_ADMIN), BTF and kernel 5.10. Thread-safe; {@link
 * #close()} wakes a {@link #poll} in progress and waits for it, as for every other reader of the
 * kernel's memory.
 */
public final class KernelSource implements Source {
  private static final Path OWN_CGROUPS = Path.of("/proc/self/cgroup");

  /** How long it may take until a move to another cgroup is noticed. */
  private static final long LOOK_NANOS = 5_000_000_000L;

  private final KernelTracer tracer;
  private final String library;
  private final boolean throttlingMeasured;
  private final RingReader ring;
  private final ThreadSlots threads;
  private final Neighbors neighbors;
  private final KernelStatistics statistics;
  private final ForwardingSink sink = new ForwardingSink();
  private final RecordDecoder decoder = new RecordDecoder(sink);
  private final ReaderGate gate = new ReaderGate();
  private long nextLook = System.nanoTime() + LOOK_NANOS; // of the thread that polls
  private String cgroups;
  private final Object ending = new Object(); // for the following two
  private boolean closed;
  private SourceStatistics last;

  private KernelSource(KernelTracer tracer, String library, String cgroups) {
    this.tracer = tracer;
    this.library = library;
    this.cgroups = cgroups;
    throttlingMeasured = tracer.isThrottlingMeasured();
    ring = new RingReader(tracer.consumerPage(), tracer.producerPageAndData(), tracer.ringBytes());
    threads = tracer.threadSlots();
    neighbors = tracer.neighbors();
    statistics =
        new KernelStatistics(
            tracer.counters(), ring, tracer.programs(), tracer.kernelMemoryBytes());
  }

  /** Hands over to whom the poll in progress delivers. */
  private static final class ForwardingSink implements WaitSink {
    private WaitSink to;

    @Override
    public void onWait(Wait wait) {
      to.onWait(wait);
    }

    @Override
    public void onCgroup(CgroupName name) {
      to.onCgroup(name);
    }
  }

  /**
   * Loads the kernel side and attaches it to this process.
   *
   * @param thresholdNanos the shortest wait to report, at least 0
   * @param recordsPerSecondPerCpu the rate cap, at least 1
   * @throws SourceUnavailableException when this process may not or this kernel cannot
   */
  public static KernelSource open(
      TracerConfig config, long thresholdNanos, long recordsPerSecondPerCpu)
      throws SourceUnavailableException {
    String library;
    try {
      library = BpfObject.loadLibrary();
    } catch (LinkageError e) {
      throw Refusal.noLibrary(e);
    }
    byte[] elf = object();
    String cgroups = cgroupsAtStart();
    KernelTracer tracer = null;
    try {
      tracer = KernelTracer.open(elf, config, CpuController.isV1(cgroups));
      KernelSource source = new KernelSource(tracer, library, cgroups);
      source.settings(thresholdNanos, recordsPerSecondPerCpu);
      tracer.attach();
      return source;
    } catch (BpfException e) {
      if (tracer != null) {
        SureClosing.close(tracer);
      }
      throw Refusal.explain(e, KernelFacts.read());
    } catch (Throwable e) {
      if (tracer != null) {
        SureClosing.close(tracer);
      }
      throw e;
    }
  }

  private static byte[] object() throws SourceUnavailableException {
    Platform platform =
        Platform.current().orElseThrow(() -> Refusal.wrongPlatform(System.getProperty("os.arch")));
    try (InputStream in = KernelSource.class.getResourceAsStream(platform.programs())) {
      if (in == null) {
        throw Refusal.notBundled(platform);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new SourceUnavailableException(
          "the kernel programs in our own jar cannot be read: " + e.getMessage(),
          "see whether the jar was replaced while the JVM runs",
          e);
    }
  }

  /** Empty where the kernel has no cgroups. */
  private static String ownCgroups() throws IOException {
    try {
      return KernelFiles.text(OWN_CGROUPS);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private static String cgroupsAtStart() throws SourceUnavailableException {
    try {
      return ownCgroups();
    } catch (IOException e) {
      throw new SourceUnavailableException(
          "our own cgroup is not known: " + OWN_CGROUPS + " cannot be read: " + e.getMessage(),
          "see what keeps the service from reading it",
          e);
    }
  }

  /** Gives libbpf back to the system. Every source must be closed; the next one loads it anew. */
  public static void unload() {
    BpfObject.unloadLibrary();
  }

  @Override
  public String name() {
    return "ebpf";
  }

  /** Where the kernel side remembers threads, for a user: "task storage" or "hash". */
  public String threadStorage() {
    return tracer.storage().words();
  }

  /** Whether this kernel lets throttled time be told; if not, that share is always 0. */
  public boolean isThrottlingMeasured() {
    return throttlingMeasured;
  }

  /** Which libbpf is in use, for a user. */
  public String library() {
    return library;
  }

  @Override
  public void settings(long thresholdNanos, long recordsPerSecondPerCpu) {
    if (thresholdNanos < 0 || recordsPerSecondPerCpu < 1) {
      throw new IllegalArgumentException(
          "threshold " + thresholdNanos + " ns, " + recordsPerSecondPerCpu + " records per second");
    }
    begin();
    try {
      tracer.settings(thresholdNanos, recordsPerSecondPerCpu);
    } finally {
      end();
    }
  }

  @Override
  public void poll(WaitSink to, int timeoutMillis) throws InterruptedException {
    throwIfInterrupted();
    begin();
    try {
      sink.to = to;
      identifyNowAndThen();
      if (drain() == 0 && timeoutMillis > 0) {
        tracer.wakeup().await(timeoutMillis);
        drain();
      }
    } finally {
      sink.to = null;
      end();
    }
    throwIfInterrupted();
  }

  @Override
  public void hurry() {
    begin();
    try {
      tracer.wakeup().nudge();
    } finally {
      end();
    }
  }

  private int drain() {
    try {
      return ring.drain(decoder, Integer.MAX_VALUE);
    } catch (RingCorruptedException e) {
      return 0; // counted by the reader, which goes on behind the damage
    }
  }

  private static void throwIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  @Override
  public void readThreads(Consumer<ThreadWaits> to) {
    begin();
    try {
      identifyIfMoved();
      threads.read(to);
    } finally {
      end();
    }
  }

  private void identifyNowAndThen() {
    long now = System.nanoTime();
    if (now - nextLook >= 0) {
      nextLook = now + LOOK_NANOS;
      identifyIfMoved();
    }
  }

  /**
   * The line between sibling and external is our cgroup, and a process can be moved at any time.
   */
  private synchronized void identifyIfMoved() {
    try {
      String now = ownCgroups();
      if (!now.equals(cgroups)) {
        tracer.identify();
        cgroups = now;
      }
    } catch (BpfException | IOException e) {
      // Tried again at the next look; until then the old line stands.
    }
  }

  @Override
  public void readNeighbors(Consumer<NeighborUse> to) {
    begin();
    try {
      neighbors.read(to);
    } catch (BpfException e) {
      throw new IllegalStateException(e);
    } finally {
      end();
    }
  }

  /** Once closed, the last tallies. */
  @Override
  public SourceStatistics statistics() {
    if (gate.enter()) {
      try {
        return statistics.read();
      } finally {
        end();
      }
    }
    synchronized (ending) {
      if (last == null) {
        throw new IllegalStateException("the source is being closed");
      }
      return last;
    }
  }

  /** Kernel memory mapped into this process, in bytes. */
  public long mappedBytes() {
    return tracer.mappedBytes();
  }

  /** What became of the records read from the ring. */
  public DecoderStatistics decoderStatistics() {
    return decoder.statistics();
  }

  /** Bytes of the ring passed over because they were not the protocol. */
  public long ringLostBytes() {
    return ring.lostBytes();
  }

  private void begin() {
    if (!gate.enter()) {
      throw new IllegalStateException("the source is closed");
    }
  }

  private void end() {
    gate.leave();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when called from within a callback of this source
   */
  @Override
  public void close() {
    if (gate.isInside()) {
      throw new IllegalStateException("a source cannot be closed from within its own callbacks");
    }
    tracer.wakeup().wake();
    gate.shut();
    synchronized (ending) {
      try {
        if (!closed) {
          closed = true;
          last = statistics.read();
        }
      } finally {
        tracer.close(); // again if it broke off the last time
      }
    }
  }
}
