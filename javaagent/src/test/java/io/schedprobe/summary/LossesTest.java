package io.schedprobe.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.events.TracerStatistics;
import java.lang.reflect.Field;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossesTest {
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
    Set<String> fields = new TreeSet<>();
    for (Field field : TracerStatistics.class.getDeclaredFields()) {
      if (java.lang.reflect.Modifier.isPublic(field.getModifiers())) {
        fields.add(field.getName());
      }
    }
    assertTrue(fields.containsAll(NO_LOSSES), fields::toString);
    fields.removeAll(NO_LOSSES);
    assertEquals(fields, new TreeSet<>(Losses.FIELDS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "suppressed",
        "dropped",
        "unwritten",
        "recordsRefused",
        "storageFailed",
        "ringLost"
      })
  void waitsAreMissingWhereOneOfTheseSaysSo(String field) {
    Losses losses = new Losses();
    losses.add(new HandMade("schedprobe.TracerStatistics").with("waits", 9L).with(field, 1L));
    assertTrue(losses.waitsMissing());
    assertEquals(1, losses.get(field));
  }
}
