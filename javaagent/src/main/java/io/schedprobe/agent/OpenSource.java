package io.schedprobe.agent;

import io.schedprobe.decode.DecoderStatistics;
import io.schedprobe.identity.KernelClocks;
import io.schedprobe.observe.AgentReports;
import io.schedprobe.observe.AgentUse;
import io.schedprobe.observe.Observation;
import io.schedprobe.observe.SourceAccess;
import io.schedprobe.observe.SourceReport;
import io.schedprobe.options.AgentOptions;
import io.schedprobe.source.Source;
import io.schedprobe.tracer.KernelSource;
import java.util.function.Consumer;

/**
 * The source in use, if any, and what is to be told of it.
 *
 * <p>Opened and closed on the tracer's thread; read on JFR's. No lock is held while JFR is called:
 * a source itself waits with its end for those who read it.
 */
final class OpenSource implements SourceAccess, AgentReports, AutoCloseable {
  private static final SourceReport NOTHING_OPEN = nothing(null, null);
  private static final SourceReport DETACHED =
      nothing("the agent was detached from this JVM", "attach it again");
  // Made beforehand: then there is no room for it.
  private static final SourceReport HEAP_EXHAUSTED =
      nothing(
          "the Java heap was exhausted; tried again in a second", "give this JVM a larger heap");

  private final AgentOptions options;
  private final OwnUse use;
  private volatile String limitation;
  private volatile Source source;
  private Source leaving; // closed, but not wholly yet; of the tracer's thread
  private volatile SourceReport report = NOTHING_OPEN;
  private final RecordBudget budget;
  private final KernelClocks clocks = new KernelClocks();
  private long threshold; // of the tracer's thread
  private volatile long cap;

  OpenSource(AgentOptions options, OwnUse use) {
    this.options = options;
    this.use = use;
    this.budget = new RecordBudget(options.recordBudget(), options.recordsPerSecond());
  }

  private static SourceReport nothing(String reason, String remedy) {
    return new SourceReport("none", false, reason, remedy, -1, null, null, null, false);
  }

  /** The source; null while there is none. */
  Source get() {
    return source;
  }

  /** What cannot be told here, whatever the source; null if nothing. */
  void limitation(String words) {
    limitation = words;
  }

  /** Opens the best source. The report tells what came of it. */
  void open(long thresholdNanos) {
    close();
    threshold = thresholdNanos;
    cap = budget.cap();
    Ladder.Rung rung = Ladder.open(options, thresholdNanos, cap);
    source = rung.source();
    budget.begin(System.nanoTime());
    report(rung, thresholdNanos);
  }

  private void report(Ladder.Rung rung, long thresholdNanos) {
    boolean kernel = rung.source() instanceof KernelSource;
    report =
        new SourceReport(
            rung.source() == null ? "none" : rung.source().name(),
            kernel,
            rung.reason(),
            rung.remedy(),
            kernel && thresholdNanos != Long.MAX_VALUE ? thresholdNanos : -1,
            rung.source() instanceof KernelSource open ? open.library() : null,
            rung.source() instanceof KernelSource open ? open.threadStorage() : null,
            limitation,
            rung.source() instanceof KernelSource open && open.isThrottlingMeasured());
  }

  /**
   * Has the open source deliver its waits, which blocks up to the timeout while there are none, and
   * sets the cap on their number by what that cost.
   */
  void poll(Observation sink, int timeoutMillis) throws InterruptedException {
    long waits = sink.waits();
    long before = clocks.threadCpuNanos();
    source.poll(sink, timeoutMillis);
    long took = clocks.threadCpuNanos() - before;
    if (budget.spent(System.nanoTime(), took, sink.waits() - waits)) {
      cap = budget.cap();
      source.settings(threshold, cap);
    }
  }

  /** Another threshold for the open source. */
  void threshold(long thresholdNanos) {
    Source open = source;
    if (open != null) {
      threshold = thresholdNanos;
      open.settings(thresholdNanos, cap);
      SourceReport before = report;
      report(new Ladder.Rung(open, before.reason(), before.remedy()), thresholdNanos);
    }
  }

  /** Whether there is anything to close. */
  boolean holds() {
    return source != null || leaving != null;
  }

  /** Leaves nothing in the kernel. To be called again if an Error broke it off. */
  @Override
  public void close() {
    if (leaving == null) {
      leaving = source;
    }
    // First: who reads on JFR's thread is not to wait for a source that takes long to close.
    source = null;
    report = NOTHING_OPEN;
    if (leaving != null) {
      try {
        leaving.close();
      } catch (RuntimeException e) {
        leaving = null; // all of it that can be closed is
        throw e;
      }
      leaving = null;
    }
  }

  /** Nothing is open because of {@code e}; tried again in a minute, or in a second. */
  void failed(Throwable e, boolean exhausted) {
    report =
        exhausted
            ? HEAP_EXHAUSTED
            : nothing(
                "the tracer failed: " + e + "; tried again in a minute",
                "report it with this line if it happens again");
  }

  /** Nothing will be opened any more. */
  void detached() {
    report = DETACHED;
  }

  @Override
  public void read(Consumer<Source> reader) {
    Source open = source;
    if (open == null) {
      return;
    }
    try {
      reader.accept(open);
    } catch (IllegalStateException e) {
      // Closed since we looked: as if there had been none.
    }
  }

  @Override
  public SourceReport source() {
    return report;
  }

  @Override
  public DecoderStatistics decoder() {
    return source instanceof KernelSource open ? open.decoderStatistics() : null;
  }

  @Override
  public AgentUse use() {
    Source open = source;
    return use.read(open, open instanceof KernelSource ? cap : -1);
  }
}
