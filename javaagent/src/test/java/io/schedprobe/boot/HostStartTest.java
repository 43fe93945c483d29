package io.schedprobe.boot;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HostStartTest {
  private final HostStart start = new HostStart();

  private static Thread withOutermost(String method) {
    return new Thread() {
      @Override
      public StackTraceElement[] getStackTrace() {
        return new StackTraceElement[] {
          new StackTraceElement("Inner", "run", "Inner.java", 2),
          new StackTraceElement("Outer", method, "Outer.java", 1)
        };
      }
    };
  }

  @Test
  void tellsMainFromAnyOtherOutermostFrame() throws Exception {
    assertTrue(HostStart.isInMain(withOutermost("main")));
    assertFalse(HostStart.isInMain(withOutermost("loadClassAndCallPremain")));
    CountDownLatch end = new CountDownLatch(1);
    Thread other = new Thread(() -> await(end));
    other.start();
    assertFalse(HostStart.isInMain(other));
    end.countDown();
    other.join();
    assertFalse(HostStart.isInMain(other), "an ended thread has no frame");
  }

  @Test
  @Timeout(60)
  void waitsNoLongerForAThreadThatHasEndedOrNeverGetsThere() throws Exception {
    Thread ended = new Thread(() -> {});
    ended.start();
    ended.join();
    start.await(ended);
    CountDownLatch end = new CountDownLatch(1);
    Thread embedded = new Thread(() -> await(end));
    embedded.start();
    start.await(embedded);
    end.countDown();
    embedded.join();
  }

  @Test
  @Timeout(60)
  void whoAttachesEndsTheWait() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread embedded = new Thread(() -> await(end));
    embedded.start();
    start.hurry();
    for (int i = 0; i < 100; i++) {
      start.await(embedded); // would be minutes in all
    }
    assertTrue(embedded.isAlive());
    end.countDown();
    embedded.join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
