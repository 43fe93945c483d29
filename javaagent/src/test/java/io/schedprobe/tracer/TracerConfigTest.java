package io.schedprobe.tracer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracerConfigTest {
  @Test
  void sizesMustBePowersOfTwoWithinTheirBounds() {
    assertThrows(IllegalArgumentException.class, () -> new TracerConfig(5000, 512));
    assertThrows(IllegalArgumentException.class, () -> new TracerConfig(2048, 512));
    assertThrows(IllegalArgumentException.class, () -> new TracerConfig(1 << 30, 512));
    assertThrows(IllegalArgumentException.class, () -> new TracerConfig(4096, 8));
    assertEquals(4096, new TracerConfig(4096, 16).ringBytes());
  }

  @ParameterizedTest
  @CsvSource({
    "4096, 4096, 4096",
    "4096, 65536, 65536",
    "16384, 16384, 16384",
    "32768, 16384, 32768",
    "1048576, 65536, 1048576"
  })
  void aRingIsAtLeastOnePage(int asked, int page, int ring) {
    assertEquals(new TracerConfig(ring, 16), new TracerConfig(asked, 16).forPagesOf(page));
  }

  @Test
  void errorSaysWhatWouldBeRight() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new TracerConfig(4096, 100));
    assertEquals(
        "run log entries per CPU must be a power of two from 16 to 65536, not 100", e.getMessage());
  }
}
