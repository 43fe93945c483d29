package io.schedprobe.tracer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60) // against hanging: each wait is for something that must come
class ReaderGateTest {
  private final ReaderGate gate = new ReaderGate();

  @Test
  void letsNobodyInOnceItIsShut() {
    assertTrue(gate.enter());
    gate.leave();
    gate.shut();
    gate.shut();
    assertFalse(gate.enter());
    assertFalse(gate.isInside());
  }

  @Test
  void knowsWhoIsInsideHoweverOftenHeEntered() throws Exception {
    assertTrue(gate.enter());
    assertTrue(gate.enter());
    gate.leave();
    assertTrue(gate.isInside());
    Thread other = new Thread(() -> assertFalse(gate.isInside()));
    Throwable[] thrown = new Throwable[1];
    other.setUncaughtExceptionHandler((thread, e) -> thrown[0] = e);
    other.start();
    other.join();
    assertEquals(null, thrown[0]);
    gate.leave();
    assertFalse(gate.isInside());
  }

  @Test
  void shutsOnlyWhenTheLastHasLeftAndKeepsAnInterrupt() throws Exception {
    assertTrue(gate.enter());
    assertTrue(gate.enter());
    boolean[] interrupted = new boolean[1];
    Thread closer =
        new Thread(
            () -> {
              gate.shut();
              interrupted[0] = Thread.interrupted();
            });
    closer.start();
    while (closer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    closer.interrupt();
    gate.leave();
    assertFalse(gate.enter(), "being shut");
    assertTrue(closer.isAlive());
    gate.leave();
    closer.join();
    assertTrue(interrupted[0]);
  }
}
