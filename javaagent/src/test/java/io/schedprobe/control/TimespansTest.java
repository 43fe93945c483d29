package io.schedprobe.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimespansTest {
  @ParameterizedTest
  @CsvSource({
    "0 ns, 0",
    "3000000 ns, 3000000",
    "200us, 200000",
    "20 ms, 20000000",
    "1 s, 1000000000",
    "2 m, 120000000000",
    "1 h, 3600000000000",
    "1 d, 86400000000000",
    "infinity, 9223372036854775807",
    "999999999 d, 9223372036854775807",
    "-5 ms, 0",
    "20, -1",
    "ms, -1",
    "soon, -1",
    "'', -1",
  })
  void readsWhatJfrReads(String text, long nanos) {
    assertEquals(nanos, Timespans.parse(text));
  }
}
