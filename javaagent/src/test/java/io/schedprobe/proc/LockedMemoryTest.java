package io.schedprobe.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LockedMemoryTest {
  @Test
  void countsThePossibleCpusUpToTheLast() {
    assertEquals(1, LockedMemory.possibleCpus("0\n"));
    assertEquals(64, LockedMemory.possibleCpus("0-63\n"));
    assertEquals(12, LockedMemory.possibleCpus("0-3,8-11\n"));
    assertEquals(
        Runtime.getRuntime().availableProcessors(), LockedMemory.possibleCpus("what is this\n"));
  }

  @Test
  void asksForMoreWhereThereAreMoreCpus() {
    assertTrue(LockedMemory.needed(2) < 8 << 20);
    assertTrue(LockedMemory.needed(64) > 12 << 20);
  }
}
