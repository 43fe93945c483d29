package io.schedprobe.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelTextTest {
  @ParameterizedTest
  @CsvSource({
    "61ff62, 61 dcff 62",
    "80, dc80",
    "c3, dcc3",
    "c0af, dcc0 dcaf",
    "e282, dce2 dc82",
    "e08080, dce0 dc80 dc80",
    "eda080, dced dca0 dc80",
    "f4908080, dcf4 dc90 dc80 dc80",
    "f5, dcf5",
    "efbfbd, fffd"
  })
  void byteThatIsNotUtf8BecomesASurrogate(String hex, String expected) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    StringBuilder text = new StringBuilder();
    for (String unit : expected.split(" ", -1)) {
      text.append((char) Integer.parseInt(unit, 16));
    }
    assertEquals(text.toString(), KernelText.decode(bytes, 0, bytes.length));
    assertArrayEquals(bytes, KernelText.encode(text.toString()));
  }

  @Test
  void allTextThatIsUtf8ReadsAsTheJdkReadsIt() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (point < 0xd800 || point > 0xdfff) {
        String text = "a" + Character.toString(point) + "b";
        byte[] bytes = text.getBytes(UTF_8);
        assertEquals(text, KernelText.decode(bytes, 0, bytes.length));
        assertArrayEquals(bytes, KernelText.encode(text));
      }
    }
  }

  @Test
  void differentBytesNeverReadAlikeAndValidOnesReadAsTheJdkReadsThem() {
    Random random = new Random(7);
    Set<ByteBuffer> seen = new HashSet<>();
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(6)];
      random.nextBytes(bytes);
      String text = KernelText.decode(bytes, 0, bytes.length);
      assertArrayEquals(bytes, KernelText.encode(text));
      assertEquals(seen.add(ByteBuffer.wrap(bytes)), texts.add(text));
      try {
        assertEquals(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), text);
      } catch (CharacterCodingException e) {
        assertTrue(text.chars().anyMatch(c -> c >= 0xdc80 && c <= 0xdcff));
      }
    }
  }

  @Test
  void onlyTheGivenBytesAreRead() {
    assertEquals("b", KernelText.decode("abc".getBytes(UTF_8), 1, 1));
  }
}
