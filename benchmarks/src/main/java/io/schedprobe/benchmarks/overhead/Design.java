package io.schedprobe.benchmarks.overhead;

/** A way to observe run queue latency in the kernel. */
interface Design {
  String name();

  Attached attach() throws Exception;
}
