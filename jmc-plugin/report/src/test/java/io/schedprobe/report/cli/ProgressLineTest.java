package io.schedprobe.report.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final ProgressLine line =
      new ProgressLine(new PrintStream(terminal, true, StandardCharsets.UTF_8));

  @Test
  void writesOneLineOverAndOverAndTakesItAway() {
    line.at(50_000_000, 100_000_000);
    line.at(50_000_001, 100_000_000);
    line.at(100_000_000, 100_000_000);
    line.end();
    String said = terminal.toString(StandardCharsets.UTF_8);
    assertEquals(1, said.split(" 50 %", -1).length - 1, said);
    assertTrue(said.contains("100 %"), said);
    assertTrue(said.endsWith("\r"), said);
    assertEquals(-1, said.indexOf('\n'));
  }

  @Test
  void isSilentForSmallFiles() {
    line.at(1_000, 2_000);
    line.end();
    assertEquals(0, terminal.size());
  }
}
