package io.schedprobe.benchmarks.overhead;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * runqslower of Debian's package libbpf-tools, with a threshold at which it has nothing to print.
 */
final class RunqslowerDesign implements Design {
  private static final String THRESHOLD_MICROS = Long.toString(TimeUnit.HOURS.toMicros(1));
  private static final int PROGRAMS = 3;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  @Override
  public String name() {
    return "runqslower (libbpf-tools)";
  }

  @Override
  public Attached attach() throws Exception {
    Child child = Child.start(List.of("runqslower", THRESHOLD_MICROS));
    try {
      awaitLinks(child);
      return new Running(child);
    } catch (IOException | InterruptedException | RuntimeException e) {
      child.close();
      throw e;
    }
  }

  private static void awaitLinks(Child child) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (FdInfo.links(child.pid()) < PROGRAMS) {
      if (!child.isAlive() || System.nanoTime() - start > PATIENCE_NANOS) {
        throw new IllegalStateException("runqslower did not attach its programs");
      }
      Thread.sleep(50);
    }
  }

  private record Running(Child child) implements Attached {
    @Override
    public long pid() {
      return child.pid();
    }

    @Override
    public List<String> behind() {
      return List.of();
    }

    @Override
    public void verify(long waits) {
      if (!child.isAlive()) {
        throw new IllegalStateException("runqslower ended during the measurement");
      }
    }

    @Override
    public void close() {
      child.close();
    }
  }
}
