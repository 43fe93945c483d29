package io.schedprobe.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schedprobe.events.TracerStatistics;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LossesTest {
  @Test
  void everyLossThatIsLookedForIsAFieldOfTheEvent() {
    Set<String> fields =
        Arrays.stream(TracerStatistics.class.getFields())
            .map(field -> field.getName())
            .collect(Collectors.toSet());
    assertEquals(
        List.of(), Losses.FIELDS.stream().filter(field -> !fields.contains(field)).toList());
  }
}
