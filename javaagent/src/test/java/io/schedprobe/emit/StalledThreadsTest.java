package io.schedprobe.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StalledThreadsTest {
  private final StalledThreads stalled = new StalledThreads();

  @Test
  void countsEachThreadOnceAPeriod() {
    Random random = new Random(7);
    for (int period = 0; period < 3; period++) {
      Map<Long, Set<Integer>> truth = new HashMap<>();
      for (int i = 0; i < 20_000; i++) {
        long cgroup = random.nextInt(40) * 4_294_967_296L;
        int tid = 1 + random.nextInt(500);
        stalled.add(cgroup, tid);
        truth.computeIfAbsent(cgroup, k -> new HashSet<>()).add(tid);
      }
      Map<Long, Integer> counts = new HashMap<>();
      truth.forEach((cgroup, tids) -> counts.put(cgroup, tids.size()));
      assertEquals(counts, stalled.drain());
    }
    assertEquals(Map.of(), stalled.drain());
    assertEquals(0, stalled.forgotten());
  }

  @Test
  void isBoundedAndCountsWhatItForgets() {
    for (int tid = 1; tid <= 70_000; tid++) {
      stalled.add(1, tid);
    }
    stalled.add(1, 1);
    assertEquals(70_000 - 65_536, stalled.forgotten());
    assertEquals(Map.of(1L, 65_536), stalled.drain());
  }
}
