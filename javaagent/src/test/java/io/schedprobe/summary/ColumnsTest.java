package io.schedprobe.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {
  @Test
  void neverBreaksBetweenANumberAndItsUnit() {
    assertEquals(
        List.of("the CPU for 30.6 s of the", "39.9 s that 9,424 threads", "waited"),
        Columns.wrap("the CPU for 30.6 s of the 39.9 s that 9,424 threads waited", 31));
    assertEquals(
        List.of("the CPU for 30.6 s of the", "39.9 s that"),
        Columns.wrap("the CPU for 30.6 s of the 39.9 s that", 30));
  }

  @Test
  void breaksBehindANumberThatEndsASentenceOrAName() {
    assertEquals(List.of("hog-12", "waited"), Columns.wrap("hog-12 waited", 8));
  }

  @Test
  void breaksAnywhereWhereNothingElseIsLeft() {
    assertEquals(List.of("12345", "67890", "s"), Columns.wrap("1234567890 s", 5));
    assertEquals(List.of("12", "34", "56"), Columns.wrap("12 34 56", 4));
  }
}
