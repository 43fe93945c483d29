package io.schedprobe.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.schedprobe.model.Runner;
import io.schedprobe.model.Share;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargestNeighborTest {
  private final LargestNeighbor largest = new LargestNeighbor();

  @Test
  void addsUpTheThreadsOfAProcess() {
    largest.find(
        List.of(
            runner(Share.SELF, 1, 900),
            runner(Share.EXTERNAL, 2, 500),
            runner(Share.SIBLING, 3, 400),
            runner(Share.SIBLING, 3, 150),
            runner(Share.KERNEL, 4, 10)));
    assertEquals(3, largest.runner.tgid());
    assertEquals(550, largest.nanos);
  }

  @Test
  void isNoneWhenOnlyThisJvmRan() {
    largest.find(List.of(runner(Share.EXTERNAL, 2, 5)));
    largest.find(List.of(runner(Share.SELF, 1, 900)));
    assertNull(largest.runner);
    assertEquals(0, largest.nanos);
  }

  private static Runner runner(Share kind, int tgid, long nanos) {
    return new Runner(kind, "t", "p" + tgid, tgid * 10, tgid, 1, nanos);
  }
}
