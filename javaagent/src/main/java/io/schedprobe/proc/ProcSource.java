package io.schedprobe.proc;

import io.schedprobe.model.NeighborUse;
import io.schedprobe.model.ThreadWaits;
import io.schedprobe.model.WaitSink;
import io.schedprobe.source.Source;
import io.schedprobe.source.SourceStatistics;
import io.schedprobe.source.SourceUnavailableException;
import java.io.File;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Run delay per thread from {@code /proc/self/task/<tid>/schedstat}: totals without any privilege,
 * neither single waits nor names.
 *
 * <p>What a thread waits after the last scan before its end is lost, so scans follow each other
 * every 1 to 10 seconds, depending on what they cost; {@link #threadsEnded()} counts the threads
 * concerned. The whole of a wait is reported as unattributed, the other shares as unknown; it holds
 * what the CPU quota took, too. Maximum, quantiles and, for a thread that ended, preemptions are -1
 * or null: unknown.
 */
public final class ProcSource implements Source {
  private static final File OWN_THREADS = new File("/proc/self/task");

  private final ThreadScanner scanner;
  private final ScanPace pace = new ScanPace();
  private volatile long nextScanNanos;
  private volatile boolean closed;

  private ProcSource(ThreadScanner scanner) {
    this.scanner = scanner;
    this.nextScanNanos = System.nanoTime() + ScanPace.SHORTEST_NANOS;
  }

  /**
   * Begins to follow the threads of this process.
   *
   * @throws SourceUnavailableException when the kernel does not say how long threads waited
   */
  public static ProcSource open() throws SourceUnavailableException {
    return open(OWN_THREADS);
  }

  static ProcSource open(File taskDirectory) throws SourceUnavailableException {
    String[] tids = taskDirectory.list();
    if (tids == null || tids.length == 0) {
      throw new SourceUnavailableException(
          "no thread is listed in " + taskDirectory, "mount proc on /proc");
    }
    if (!new File(new File(taskDirectory, tids[0]), "schedstat").exists()) {
      throw new SourceUnavailableException(
          "the kernel has no /proc/<pid>/schedstat", "use a kernel built with CONFIG_SCHED_INFO=y");
    }
    ThreadScanner scanner = new ThreadScanner(taskDirectory);
    if (scanner.begin() == 0) {
      // Before 5.14 such kernels count only while delay accounting is on (sched_info_on()).
      throw new SourceUnavailableException(
          "the kernel counts no run delay: schedstat is \"0 0 0\" for every thread",
          "boot with delayacct, or use a kernel built with CONFIG_SCHEDSTATS=y");
    }
    return new ProcSource(scanner);
  }

  @Override
  public String name() {
    return "proc";
  }

  /** Without effect: this source sees no single wait. */
  @Override
  public void settings(long thresholdNanos, long recordsPerSecondPerCpu) {}

  /** Delivers nothing; keeps the totals current by a scan when one is due. */
  @Override
  public void poll(WaitSink sink, int timeoutMillis) throws InterruptedException {
    if (closed) {
      return;
    }
    long timeout = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    long untilScan = nextScanNanos - System.nanoTime();
    TimeUnit.NANOSECONDS.sleep(Math.max(0, Math.min(timeout, untilScan)));
    if (nextScanNanos - System.nanoTime() <= 0) {
      scan();
    }
  }

  private synchronized void scan() {
    long before = System.nanoTime();
    int threads = scanner.scan();
    long after = System.nanoTime();
    nextScanNanos = after + pace.pauseAfterScan(after - before, threads);
  }

  @Override
  public synchronized void readThreads(Consumer<ThreadWaits> to) {
    if (closed) {
      return;
    }
    long before = System.nanoTime();
    scanner.scan();
    scanner.report(to);
    long after = System.nanoTime();
    nextScanNanos = after + ScanPace.pauseAfterReport(after - before);
  }

  @Override
  public void readNeighbors(Consumer<NeighborUse> to) {}

  /** Threads that ended, and the last part of whose waits is therefore not in the totals. */
  public synchronized long threadsEnded() {
    return scanner.threadsEnded();
  }

  /** Reads that failed although the thread was there; what it waited is in a later one. */
  public synchronized long unreadable() {
    return scanner.unreadable();
  }

  @Override
  public synchronized SourceStatistics statistics() {
    return new SourceStatistics(
        scanner.waits(),
        0, // emitted, and so nothing of it suppressed, dropped or cut
        0,
        0,
        0,
        0,
        0,
        0,
        -1, // what only the kernel side could tell
        -1,
        -1,
        -1,
        -1,
        -1,
        -1,
        -1,
        -1,
        -1,
        0, // no ring
        scanner.threadsEnded(),
        0,
        0,
        0,
        List.of());
  }

  /** Nothing to leave behind: no file stays open. */
  @Override
  public void close() {
    closed = true;
  }
}
