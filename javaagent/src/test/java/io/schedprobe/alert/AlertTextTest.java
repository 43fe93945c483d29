package io.schedprobe.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertTextTest {
  @Test
  void oneLineTellsWhoHowSureAndWhatToDo() {
    assertEquals(
        "[warning] a/b is a noisy neighbor of java (pid 7): score 77, confidence 0.90, sustained,"
            + " p95 4.0 ms caused in each of 60 waits, 0.300 s of thread time lost per second,"
            + " 20.0 preemptions/s, 0.25 CPUs. Limit it.",
        AlertText.line(Messages.firing(1)));
  }

  @Test
  void whatIsNoUrlIsRefusedInWords() {
    String words =
        assertThrows(
                IllegalArgumentException.class,
                () -> new AlertChannels(false, List.of(URI.create("ftp://host/")), List.of(), null))
            .getMessage();
    assertEquals("ftp://host/ is no http:// or https:// URL with a host", words);
  }
}
