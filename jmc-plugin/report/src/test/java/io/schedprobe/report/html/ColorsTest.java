package io.schedprobe.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.jmc.testing.ColorVision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The colours of the kinds of waiting, in the light theme and in the dark one. */
class ColorsTest {
  private static final List<String> KINDS =
      List.of(
          "neighbor1",
          "neighbor2",
          "neighbor3",
          "neighbors",
          "sibling",
          "self",
          "kernel",
          "throttled",
          "idle",
          "unattributed");

  private static String style() throws Exception {
    try (var in = ColorsTest.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The colours that are set from a place of the style sheet on. */
  private static Map<String, Integer> colors(String selector) throws Exception {
    String style = style();
    int from = style.indexOf(selector);
    assertTrue(from >= 0, selector);
    Map<String, Integer> colors = new TreeMap<>();
    Pattern.compile("--([a-z0-9-]+): #([0-9a-f]{6});")
        .matcher(style.substring(from, style.indexOf('}', from)))
        .results()
        .forEach(set -> colors.put(set.group(1), Integer.parseInt(set.group(2), 16)));
    return colors;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {":root {", ":root:not([data-theme=\"light\"])", ":root[data-theme=\"dark\"]"})
  void kindsAreToldApartWithColourBlindnessToo(String selector) throws Exception {
    Map<String, Integer> colors = colors(selector);
    int page = colors.get("page");
    colors.keySet().retainAll(KINDS);

    assertEquals(KINDS.size(), colors.size());
    assertEquals(List.of(), ColorVision.near(colors, 23));
    colors.forEach(
        (kind, color) -> assertTrue(ColorVision.distance(page, color) > 30, kind + " on the page"));
  }

  @Test
  void bothWaysToTheDarkThemeLookTheSame() throws Exception {
    assertEquals(colors(":root:not([data-theme=\"light\"])"), colors(":root[data-theme=\"dark\"]"));
  }
}
