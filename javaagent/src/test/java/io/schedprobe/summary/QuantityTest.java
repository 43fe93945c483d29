package io.schedprobe.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "999, 999 ns",
    "1000, 1.00 us",
    "12345, 12.3 us",
    "999499, 999 us",
    "999500, 1.00 ms",
    "9994999, 9.99 ms",
    "9995001, 10.0 ms",
    "999499999, 999 ms",
    "999500000, 1.00 s",
    "12345678901, 12.3 s",
    "'7200000000000', '7,200 s'"
  })
  void writesTimesWithThreeDigits(long nanos, String text) {
    assertEquals(text, Quantity.time(nanos));
  }

  @ParameterizedTest
  @CsvSource({"1000000, 1 ms", "200000, 200 us", "1500000, 1500 us", "1, 1 ns", "0, 0 ns"})
  void writesThresholdsAsTheyWereSet(long nanos, String text) {
    assertEquals(text, Quantity.threshold(nanos));
  }
}
