package io.schedprobe.benchmarks.overhead;

/** Says when the JVM got to it, by a clock that all processes share (CLOCK_MONOTONIC), and ends. */
public final class MainReached {
  private MainReached() {}

  public static void main(String[] args) {
    System.out.println(System.nanoTime());
  }
}
