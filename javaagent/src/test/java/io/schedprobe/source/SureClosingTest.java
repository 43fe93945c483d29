package io.schedprobe.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SureClosingTest {
  private int calls;

  @Test
  void goesOnWhereAnExhaustedHeapBrokeItOff() {
    SureClosing.close(
        () -> {
          if (++calls < 3) {
            throw new OutOfMemoryError("as if");
          }
        });
    assertEquals(3, calls);
  }

  @Test
  void triesNothingTwiceThatFailedForAnotherReason() {
    SureClosing.close(
        () -> {
          calls++;
          throw new IllegalStateException("as if");
        });
    assertEquals(1, calls);
  }
}
