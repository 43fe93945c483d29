package io.schedprobe.benchmarks.overhead;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A game of two threads on one CPU, ready to begin. */
final class PingPong implements AutoCloseable {
  private final Child child;
  private final int roundTrips;

  PingPong(List<String> behind, int roundTrips) throws IOException {
    this.roundTrips = roundTrips;
    List<String> command = new ArrayList<>(behind);
    command.add(Checkout.command("pingpong"));
    command.add(Integer.toString(roundTrips));
    child = Child.start(command);
    child.line();
  }

  /** Plays it; returns the nanoseconds it took. */
  long play() throws IOException, InterruptedException {
    child.send("go");
    long nanos = Long.parseLong(child.line());
    child.finish();
    return nanos;
  }

  /** Each waits once a round trip; at the odd time one finds its byte there already. */
  long waits() {
    return (long) (2 * roundTrips * 0.9);
  }

  @Override
  public void close() {
    child.close();
  }
}
