package io.schedprobe.report.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarTest {
  @Test
  void laysPortionsBesideEachOtherInPercent() {
    Bar bar =
        Bar.of(
            "all",
            false,
            List.of(
                new Bar.Portion("self", "a", 1),
                new Bar.Portion("idle", "none", 0),
                new Bar.Portion("kernel", "b", 3)),
            4);
    assertEquals(
        List.of(
            new Bar.Part("self", "a", "0.000%", "25.000%"),
            new Bar.Part("kernel", "b", "25.000%", "75.000%")),
        bar.parts());
  }

  @Test
  void isEmptyForNothing() {
    assertEquals(List.of(), Bar.of("", true, List.of(new Bar.Portion("self", "a", 0)), 0).parts());
  }
}
