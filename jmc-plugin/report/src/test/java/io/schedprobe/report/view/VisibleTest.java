package io.schedprobe.report.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VisibleTest {
  @Test
  void leavesPlainTextOfAnyScriptAsItIs() {
    for (String text : new String[] {"", "price-worker-1", "日本 поток ñ \"q\" \\u202e", "a\u0301"}) {
      assertEquals(text, Visible.of(text));
    }
    assertEquals("", Visible.of(null));
  }

  @Test
  void writesWhatIsNotPlainlyVisibleAsAnEscape() {
    assertEquals("a\\nb\\r\\t\\u001b[31m\\u0000", Visible.of("a\nb\r\t\u001b[31m\0"));
    assertEquals("\\u202egpj.exe", Visible.of("\u202egpj.exe"));
    assertEquals("a\\u200bb\\u2028\\u00a0\\ufeff", Visible.of("a\u200bb\u2028\u00a0\ufeff"));
    assertEquals("\\u0301", Visible.of("\u0301"));
    assertEquals("a\\u3164", Visible.of("a\u3164"));
  }

  @Test
  void escapesHalvesOfPairsWhichStandForBytesThatAreNoText() {
    assertEquals("a\\udcff\\ud800", Visible.of("a\udcff\ud800"));
    assertEquals("😀", Visible.of("😀"));
  }

  @Test
  void cutsWhatIsLongerThanAnyNameAndSaysSo() {
    String shown = Visible.of("x".repeat(5_000));
    assertTrue(shown.endsWith("… (4000 more characters)"), shown);
    assertEquals(1_000, shown.chars().filter(c -> c == 'x').count());
  }
}
