package io.schedprobe.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.schedprobe.report.Hostile;
import io.schedprobe.report.Sample;
import io.schedprobe.report.parts.PageBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageWriterTest {
  private static final Pattern SCRIPT =
      Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);

  private static String html(Sample.Names names) {
    Sample sample = new Sample(names);
    PageBuilder builder = new PageBuilder(sample.analysis(), sample.lanes(), ZoneId.of("UTC"));
    return PageWriter.html(builder.page("service.jfr", 1_000), builder.charts());
  }

  @Test
  void hasTheMarkNearItsBeginning() {
    assertTrue(html(Sample.PLAIN).substring(0, 2_000).contains(PageWriter.MARK));
  }

  @Test
  void leavesNoTagOfTheTemplatesUnfilled() {
    String withoutScripts = SCRIPT.matcher(html(Sample.PLAIN)).replaceAll("");
    assertFalse(withoutScripts.contains("{{"));
    assertFalse(withoutScripts.contains("}}"));
  }

  @Test
  void mentionsNoAddressToLoadFrom() {
    String html = html(Sample.PLAIN);
    String markup = SCRIPT.matcher(html).replaceAll("").replaceAll("(?s)<style>.*?</style>", "");
    assertFalse(Pattern.compile("(src|href)=\"(?!#|data:,\")").matcher(markup).find());
    assertFalse(html.contains("url(http"));
    assertFalse(html.contains("@import"));
  }

  @Test
  void allowsBrowsersExactlyItsOwnScripts() throws NoSuchAlgorithmException {
    String html = html(Sample.PLAIN);
    Matcher scripts = SCRIPT.matcher(html);
    int executable = 0;
    while (scripts.find()) {
      if (!scripts.group(1).contains("application/json")) {
        executable++;
        byte[] digest =
            MessageDigest.getInstance("SHA-256")
                .digest(scripts.group(2).getBytes(StandardCharsets.UTF_8));
        String hash = "sha256-" + Base64.getEncoder().encodeToString(digest);
        // The template writes + and = of the hash as references.
        String policy = html.substring(0, html.indexOf("<title>")).replace("&#x3D;", "=");
        assertTrue(policy.contains(hash), hash);
      }
    }
    assertEquals(2, executable);
    assertFalse(html.contains("unsafe-inline"));
  }

  @Test
  void keepsHostileNamesTextInMarkupAndInData() throws JsonParserException {
    String html = html(Hostile.NAMES);
    assertFalse(html.contains("<img"), "markup of a name");
    assertFalse(html.contains("<b>"), "markup of a name");
    assertFalse(html.contains("<script>window.hacked"), "a script of a name");
    assertEquals(3, SCRIPT.matcher(html).results().count());
    assertFalse(html.contains("\u202e"), "turns the reading order");
    String markup = SCRIPT.matcher(html).replaceAll("");
    assertFalse(
        markup.chars().anyMatch(c -> c < 0x20 && "\n\t".indexOf(c) < 0), "control characters");
    Matcher data = Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(html);
    assertTrue(data.find());
    assertFalse(data.group(1).contains("<"));
    JsonObject charts = JsonParser.object().from(data.group(1));
    String name = charts.getArray("lanes").getObject(0).getString("name");
    assertTrue(name.contains("</script><script>window.hacked=1</script>"), name);
    assertTrue(name.contains("\\u202e"), name);
  }
}
