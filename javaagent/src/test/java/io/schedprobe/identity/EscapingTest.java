package io.schedprobe.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          000a       | \\n
          000d       | \\r
          0009       | \\t
          0000       | \\u0000
          001b       | \\u001b
          007f       | \\u007f
          009b       | \\u009b
          0022       | \\"
          0027       | \\'
          005c       | \\\\
          00a0       | \\u00a0
          200b       | \\u200b
          200e       | \\u200e
          2028       | \\u2028
          2029       | \\u2029
          202e       | \\u202e
          2066       | \\u2066
          061c       | \\u061c
          feff       | \\ufeff
          e000       | \\ue000
          ffff       | \\uffff
          d83d       | \\ud83d
          de00       | \\ude00
          e0041      | \\udb40\\udc41
          dcff       | \\udcff
          115f       | \\u115f
          2800       | \\u2800
          3164       | \\u3164
          fe0f       | \\ufe0f
          034f       | \\u034f
          """)
  void characterThatDoesNotShowBecomesAnEscape(String hex, String escaped) {
    String character = character(hex);
    assertEquals(escaped, Escaping.printable(character));
    assertEquals("a" + escaped + "b", Escaping.printable("a" + character + "b"));
  }

  @Test
  void plainTextOfAnyScriptStaysTheSameObject() {
    for (String plain :
        new String[] {
          "",
          "http-nio-8080-exec-1",
          "GC Thread#0",
          "поток",
          "線程 1",
          "e\u0301t\u0301",
          "हिन्दी",
          "smile \ud83d\ude00"
        }) {
      assertSame(plain, Escaping.printable(plain));
    }
    assertNull(Escaping.printable(null));
  }

  @Test
  void terminalCommandHiddenInANameIsDisarmed() {
    assertEquals(
        "pwn\\u001b]0;title\\u0007\\u001b[2Jok\\n{\\\"x\\\":1}",
        Escaping.printable("pwn\u001b]0;title\u0007\u001b[2Jok\n{\"x\":1}"));
  }

  @Test
  void markThatWouldChangeWhatStandsBeforeTheNameIsEscaped() {
    assertEquals("\\u0338a", Escaping.printable("\u0338a"));
    assertEquals("(\\u0338", Escaping.printable("(\u0338"));
    assertEquals("\\n\\u0338", Escaping.printable("\n\u0338"));
  }

  @Test
  void sentenceKeepsItsQuotesAndWhatIsEscapedAlready() {
    assertEquals("can't \\u001b \"x\"\\n", Escaping.visible("can't \\u001b \"x\"\n"));
    assertNull(Escaping.visible(null));
  }

  @Test
  void swappedSurrogatesAreNotTakenForAPair() {
    assertEquals("\\ude00\\ud83d", Escaping.printable("\ude00\ud83d"));
  }

  @Test
  void noCharacterOfAnyPlaneLeavesAControlBehind() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      String out = Escaping.printable(Character.toString(point));
      assertTrue(
          out.codePoints()
              .noneMatch(
                  c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT),
          () -> "left in: " + out);
    }
  }

  @Test
  void differentNamesStayDifferent() {
    assertEquals("\\\\n", Escaping.printable("\\n"));
    assertEquals("\\n", Escaping.printable("\n"));
  }

  private static String character(String hex) {
    int point = Integer.parseInt(hex, 16);
    return Character.toString(point);
  }
}
