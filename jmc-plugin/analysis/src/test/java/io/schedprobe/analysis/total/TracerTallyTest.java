package io.schedprobe.analysis.total;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.events.TracerStatistics;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TracerTallyTest {
  /** What tells of no loss: work done, sizes, costs, and waits that are told without a name. */
  private static final Set<String> NO_LOSSES =
      Set.of(
          "waits",
          "emitted",
          "unstarted",
          "threadsUnknown",
          "ringSize",
          "ringUsed",
          "kernelMemory",
          "programRuns",
          "programTime",
          "recordCap",
          "agentCpuTime",
          "agentMemory");

  @Test
  void looksAtEveryLossThatTheEventTells() {
    Set<String> fields =
        Arrays.stream(TracerStatistics.class.getDeclaredFields())
            .filter(field -> Modifier.isPublic(field.getModifiers()))
            .map(Field::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(fields.containsAll(NO_LOSSES), fields::toString);
    fields.removeAll(NO_LOSSES);
    assertEquals(fields, new TreeSet<>(TracerTally.LOSSES));
  }
}
