package io.schedprobe.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JfrClockTest {
  private static final long SECOND = 1_000_000_000L;

  /** Two clocks that differ in rate; time passes with each reading. */
  private static final class Clocks implements TickSource {
    long nanos = 5_000 * SECOND;
    double ticks = 12_345;
    double rate = 2.1;
    boolean running = true;

    void pass(long span) {
      nanos += span;
      ticks += span * rate;
    }

    @Override
    public long ticks() {
      pass(20);
      long now = (long) ticks;
      pass(20);
      return running ? now : 0;
    }

    @Override
    public long nanos() {
      pass(30);
      return nanos;
    }

    @Override
    public void pause(long span) {
      pass(span);
    }
  }

  private final Clocks clocks = new Clocks();
  private final JfrClock clock = new JfrClock(clocks);

  @Test
  void placesMomentsOnTheOtherClock() {
    assertTrue(clock.calibrate(clocks.nanos));
    check(100);
    for (int i = 0; i < 20; i++) {
      clocks.pass(SECOND);
      assertTrue(clock.calibrate(clocks.nanos));
      check(100);
    }
  }

  @Test
  void followsARateThatDrifts() {
    clock.calibrate(clocks.nanos);
    for (int i = 0; i < 100; i++) {
      clocks.rate += 2e-8; // 10 parts in a billion a second, as a warming crystal does
      clocks.pass(SECOND);
      clock.calibrate(clocks.nanos);
      check(100);
    }
    assertTrue(clock.errorNanos() < 200);
  }

  @Test
  void measuresLengths() {
    clock.calibrate(clocks.nanos);
    assertEquals(2_100_000.0, (double) clock.length(1_000_000), 100.0);
  }

  @Test
  void startsAnewAfterAJump() {
    clock.calibrate(clocks.nanos);
    clocks.ticks += 3_600 * SECOND * 2.1; // suspended: this clock went on
    clocks.pass(2 * SECOND);
    clock.calibrate(clocks.nanos);
    check(100);
    clocks.ticks = 100; // moved to another machine
    clocks.pass(2 * SECOND);
    clock.calibrate(clocks.nanos);
    check(100);
  }

  @Test
  void waitsForJfrToRunItsClock() {
    clocks.running = false;
    assertFalse(clock.calibrate(clocks.nanos));
    assertEquals(-1, clock.errorNanos());
    clocks.running = true;
    assertTrue(clock.calibrate(clocks.nanos));
    check(100);
    assertTrue(clock.errorNanos() >= 0);
  }

  @Test
  void keepsItsLineWhileTheClockCannotBeRead() {
    clock.calibrate(clocks.nanos);
    clocks.running = false;
    clocks.pass(SECOND);
    assertTrue(clock.calibrate(clocks.nanos));
    check(200);
  }

  /** Compares at now and a little before, in nanoseconds. */
  private void check(double tolerance) {
    long before = 30_000_000;
    double truth = clocks.ticks - before * clocks.rate;
    assertEquals(
        truth / clocks.rate, (double) clock.at(clocks.nanos - before) / clocks.rate, tolerance);
    assertEquals(
        clocks.ticks / clocks.rate, (double) clock.at(clocks.nanos) / clocks.rate, tolerance);
  }

  @Test
  void afterALongPauseWhatWasMeanwhileLiesBetweenTwoReadings() {
    clock.keepUp(clocks.nanos);
    clock.keepUp(clocks.nanos);
    clocks.rate = 2.1002; // 95 ppm, as a clock may be slewed
    clocks.pass(3 * SECOND);
    long moment = clocks.nanos;
    double ticks = clocks.ticks;
    clocks.pass(SECOND / 2);
    assertTrue(clock.calibrate(moment));
    assertEquals(ticks, (double) clock.at(moment), 2_000.0);
    long before = clocks.nanos;
    clock.keepUp(clocks.nanos);
    assertEquals(before, clocks.nanos, "the line is young enough");
    clocks.pass(JfrClock.LONGEST_PAUSE_NANOS);
    clock.keepUp(clocks.nanos);
    assertTrue(clocks.nanos - before > JfrClock.LONGEST_PAUSE_NANOS);
  }
}
