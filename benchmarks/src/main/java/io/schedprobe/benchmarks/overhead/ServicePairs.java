package io.schedprobe.benchmarks.overhead;

import java.io.IOException;

/**
 * What the agent adds to a JVM that records: memory in MB, and CPU of its first seconds in
 * milliseconds. Pairs of JVMs, side by side.
 */
final class ServicePairs {
  static final int PAIRS = 7;
  static final int UNTOUCHED_PAIRS = 5;

  /** What the compilers take while they work goes with the work. */
  private static final long SETTLE_MILLIS = 12_000;

  private static final double MEGABYTE = 1e6;

  final Samples resident = new Samples();
  final Samples proportional = new Samples();
  final Samples residentWithout = new Samples();

  /** The pages of the heap that the agent is the first to touch are in it. */
  final Samples residentUntouched = new Samples();

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
        Service.Memory added = with.takesMoreThan(without);
        resident.add(added.residentBytes() / MEGABYTE);
        proportional.add(added.proportionalBytes() / MEGABYTE);
        residentWithout.add(without.memory().residentBytes() / MEGABYTE);
        without.finish();
        with.finish();
      }
    }
    for (int pair = 1; pair <= UNTOUCHED_PAIRS; pair++) {
      Machine.say("memory, heap untouched: pair " + pair + " of " + UNTOUCHED_PAIRS);
      try (Service without =
              Service.start(false, Service.UNTOUCHED_HEAP, scratch.file("without.jfr"));
          Service with = Service.start(true, Service.UNTOUCHED_HEAP, scratch.file("with.jfr"))) {
        Thread.sleep(SETTLE_MILLIS);
        residentUntouched.add(
            (with.memory().residentBytes() - without.memory().residentBytes()) / MEGABYTE);
      }
    }
    return this;
  }
}
