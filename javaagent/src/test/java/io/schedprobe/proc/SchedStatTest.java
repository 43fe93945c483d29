package io.schedprobe.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedStatTest {
  private final SchedStat stat = new SchedStat();

  private boolean parse(String text) {
    byte[] content = text.getBytes(StandardCharsets.US_ASCII);
    return stat.parse(content, content.length);
  }

  @Test
  void readsTheThreeNumbers() {
    assertTrue(parse("1371505 8812 17\n"));
    assertEquals(1_371_505, stat.onCpuNanos());
    assertEquals(8_812, stat.runDelayNanos());
    assertEquals(17, stat.timeslices());
    assertFalse(stat.isEmpty());
  }

  @Test
  void readsTheLargestLong() {
    assertTrue(parse("9223372036854775807 0 1\n"));
    assertEquals(Long.MAX_VALUE, stat.onCpuNanos());
  }

  @Test
  void knowsAKernelThatCountsNothing() {
    assertTrue(parse("0 0 0\n"));
    assertTrue(stat.isEmpty());
  }

  @Test
  void ignoresWhatLiesBehindTheLength() {
    byte[] content = "1 2 3\n9 9 9\n".getBytes(StandardCharsets.US_ASCII);
    assertTrue(stat.parse(content, 6));
    assertEquals(3, stat.timeslices());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "1 2\n",
        "1 2 3",
        "1 2 3 4\n",
        "1 2 3\n4",
        "1  2 3\n",
        " 1 2 3\n",
        "-1 2 3\n",
        "1 2 x\n",
        "1\n2\n3\n",
        "9223372036854775808 0 1\n"
      })
  void refusesAnythingElseAndKeepsWhatItHad(String broken) {
    assertTrue(parse("5 6 7\n"));
    assertFalse(parse(broken));
    assertEquals(5, stat.onCpuNanos());
    assertEquals(6, stat.runDelayNanos());
    assertEquals(7, stat.timeslices());
  }
}
