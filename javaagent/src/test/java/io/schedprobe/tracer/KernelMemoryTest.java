package io.schedprobe.tracer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelMemoryTest {
  @Test
  void chargeIsReadFromTheMemlockLine() {
    assertEquals(
        1_966_080,
        KernelMemory.charged(
            List.of("pos:\t0", "map_type:\t2", "memlock:\t1966080", "map_id:\t7")));
  }

  @Test
  void descriptorThatIsNoBpfObjectCostsNothing() {
    assertEquals(0, KernelMemory.charged(List.of("pos:\t0", "flags:\t02")));
  }

  @Test
  void unknownDescriptorMakesTheSumUnknown() {
    assertEquals(-1, KernelMemory.charged((Iterable<Integer>) List.of(Integer.MAX_VALUE)));
  }
}
