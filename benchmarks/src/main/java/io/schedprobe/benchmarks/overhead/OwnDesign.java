package io.schedprobe.benchmarks.overhead;

import io.schedprobe.model.CgroupName;
import io.schedprobe.model.Wait;
import io.schedprobe.model.WaitSink;
import io.schedprobe.options.AgentOptions;
import io.schedprobe.source.SourceUnavailableException;
import io.schedprobe.tracer.KernelSource;
import io.schedprobe.tracer.TracerConfig;
import java.io.IOException;
import java.util.List;

/**
 * schedprobe's own programs, as the agent opens them, with the workload as the process watched or
 * not.
 */
final class OwnDesign implements Design {
  /** JFR's default. */
  private static final long THRESHOLD_NANOS = 1_000_000;

  private static final long RECORDS_PER_SECOND_PER_CPU = AgentOptions.DEFAULT_RECORDS_PER_SECOND;

  /** The agent's. */
  private static final int POLL_MILLIS = 1000;

  private final boolean inScope;

  OwnDesign(boolean inScope) {
    this.inScope = inScope;
  }

  @Override
  public String name() {
    return inScope ? "**schedprobe, in scope**" : "**schedprobe, out of scope**";
  }

  @Override
  public Attached attach() throws Exception {
    try {
      return new Open(
          inScope,
          KernelSource.open(TracerConfig.DEFAULT, THRESHOLD_NANOS, RECORDS_PER_SECOND_PER_CPU));
    } catch (SourceUnavailableException e) {
      throw new IllegalStateException(e.reason() + ": " + e.remedy(), e);
    }
  }

  private static final class Open implements Attached {
    private final boolean inScope;
    private final KernelSource source;
    private final Thread poller = new Thread(this::poll, "poll");
    private final long waitsBefore;

    Open(boolean inScope, KernelSource source) {
      this.inScope = inScope;
      this.source = source;
      waitsBefore = source.statistics().waits();
      poller.setDaemon(true);
      poller.start();
    }

    private void poll() {
      WaitSink nobody =
          new WaitSink() {
            @Override
            public void onWait(Wait wait) {}

            @Override
            public void onCgroup(CgroupName name) {}
          };
      try {
        while (true) {
          source.poll(nobody, POLL_MILLIS);
        }
      } catch (InterruptedException | IllegalStateException e) {
        // Closed.
      }
    }

    @Override
    public long pid() {
      return ProcessHandle.current().pid();
    }

    /** The workload itself runs the program by which a process makes itself the one watched. */
    @Override
    public List<String> behind() {
      return inScope
          ? List.of(Checkout.command("scoped"), Integer.toString(identify()))
          : List.of();
    }

    private int identify() {
      try {
        return FdInfo.programs(pid()).values().stream()
            .filter(program -> !program.attached())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the tracer has no program identify()"))
            .id();
      } catch (IOException e) {
        throw new IllegalStateException("own file descriptors cannot be read", e);
      }
    }

    @Override
    public void verify(long waits) {
      long seen = source.statistics().waits() - waitsBefore;
      if (inScope ? seen < waits : seen > waits / 2) {
        throw new IllegalStateException(
            "the tracer saw " + seen + " waits in the workload, which had at least " + waits);
      }
    }

    @Override
    public void close() {
      source.close(); // which the poller finds out by itself
    }
  }
}
