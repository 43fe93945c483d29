package io.schedprobe.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "'', ring, 4",
    "ring, ring, 0",
    "rng, ring, 1",
    "rimg, ring, 1",
    "rnig, ring, 1",
    "string, ring, 2",
    "quiet, quite, 1",
    "kitten, sitting, 3",
  })
  void countsSlipsOfTheHand(String a, String b, int slips) {
    assertEquals(slips, EditDistance.between(a, b));
    assertEquals(slips, EditDistance.between(b, a));
  }
}
