package io.schedprobe.benchmarks.overhead;

import java.io.IOException;

/**
 * What the agent adds to a JVM that records: memory in MB, and CPU of its first seconds in
 * milliseconds. Pairs of JVMs, side by side.
 */
final class ServicePairs {
  static final int PAIRS = 7;

  /** What the compilers take while they work goes with the work. */
  private static final long SETTLE_MILLIS = 12_000;

  /** The JVM gives back what it freed only now and then. */
  private static final long AFTER_COLLECTION_MILLIS = 6_000;

  private static final double MEGABYTE = 1e6;

  final Samples resident = new Samples();
  final Samples proportional = new Samples();
  final Samples residentWithout = new Samples();

  /** From the first line of main until the kernel programs are attached. */
  final Samples attachedAfter = new Samples();

  /** Of the whole JVM, up to {@value #SETTLE_MILLIS} ms after that. */
  final Samples startCpu = new Samples();

  final Samples startCpuWithout = new Samples();

  ServicePairs measure(Scratch scratch) throws IOException, InterruptedException {
    for (int pair = 1; pair <= PAIRS; pair++) {
      Machine.say("memory and start: pair " + pair + " of " + PAIRS);
      try (Service without = Service.start(false, scratch.file("without.jfr"));
          Service with = Service.start(true, scratch.file("with.jfr"))) {
        Thread.sleep(SETTLE_MILLIS);
        double cpuWithout = without.cpuMillis();
        startCpu.add(with.cpuMillis() - cpuWithout);
        startCpuWithout.add(cpuWithout);
        attachedAfter.add(with.attachedAfterNanos() / 1e6);
        without.collectGarbage();
        with.collectGarbage();
        Thread.sleep(AFTER_COLLECTION_MILLIS);
        Service.Memory less = without.memory();
        Service.Memory more = with.memory();
        resident.add((more.residentBytes() - less.residentBytes()) / MEGABYTE);
        proportional.add((more.proportionalBytes() - less.proportionalBytes()) / MEGABYTE);
        residentWithout.add(less.residentBytes() / MEGABYTE);
        without.finish();
        with.finish();
      }
    }
    return this;
  }
}
