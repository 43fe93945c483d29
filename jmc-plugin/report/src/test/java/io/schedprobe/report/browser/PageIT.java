package io.schedprobe.report.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.text.Sentences;
import io.schedprobe.report.Hostile;
import io.schedprobe.report.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What the page says and draws. */
class PageIT extends InBrowser {
  @Test
  void beginsWithTheAnswer() throws IOException {
    open(plain, false, 1280);
    String headline = Sentences.headline(new Sample(Sample.PLAIN).analysis());
    assertEquals(headline, browser.find("main h2").getText());
    assertTrue(browser.find("main h2").getLocation().getY() < 300);
    browser.screenshot("top", false);
    browser.screenshot("light", true);
    assertEquals("service.jfr – schedprobe report", browser.driver().getTitle());
  }

  @Test
  void tellsWhatTheRulesFindAndWhatToDoBeforeTheCharts() {
    open(plain, false, 1280);
    List<WebElement> findings = browser.all("#findings .finding");
    assertTrue(!findings.isEmpty(), findings.size() + " findings");
    assertEquals("Findings", browser.find("main > section:nth-of-type(2) > h2").getText());
    assertEquals("Findings", browser.find("nav li:nth-child(2)").getText());
    WebElement first = findings.get(0);
    assertTrue(first.getText().contains("Warning"), first.getText());
    assertTrue(first.getText().contains("What to do: "), first.getText());
    assertEquals("h3", first.findElement(By.cssSelector(":first-child")).getTagName());
    assertEquals(5, browser.all("#findings .finding, #findings > details li").size());
  }

  @Test
  void drawsEveryChartAndGivesItATable() {
    open(plain, false, 1280);
    List<WebElement> figures = browser.all("figure");
    assertEquals(4, figures.size());
    for (String chart : List.of("shares", "lanes", "heat", "histogram")) {
      assertEquals(1, browser.all("#" + chart + " canvas").size(), chart);
      Long painted =
          (Long)
              browser.run(
                  "const c = document.querySelector(arguments[0]);"
                      + "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                      + "const seen = new Set();"
                      + "for (let i = 0; i < d.length; i += 4)"
                      + "  seen.add(d[i] + ',' + d[i + 1] + ',' + d[i + 2]);"
                      + "return seen.size",
                  "#" + chart + " canvas");
      assertTrue(painted > 3, chart + " has " + painted + " colours");
      assertFalse(browser.all("#" + chart + "-figure details table tbody tr").isEmpty(), chart);
    }
  }

  @Test
  void readsThePartsOfAColumnThatSumToTheWhole() {
    open(plain, false, 1280);
    Object[] whole = {
      browser.run("return report.data.shares.map((s) => s.reduce((a, b) => a + b))")
    };
    long sum = ((List<?>) whole[0]).stream().mapToLong(n -> ((Number) n).longValue()).sum();
    assertEquals(new Sample(Sample.PLAIN).analysis().single().total(), sum);
  }

  @Test
  void showsHostileNamesAndRunsNoneOfThem() throws IOException {
    Path page = write("hostile", Hostile.NAMES);
    open(page, false, 1280);
    assertNull(browser.run("return window.hacked"));
    assertEquals(3, browser.all("script").size());
    assertEquals(0, browser.all("img, b, iframe, main script").size());
    String threads = browser.find("#threads-table").getText();
    assertTrue(threads.contains("</script><script>window.hacked=1</script>\\u202e"), threads);
    assertTrue(threads.contains("{{version}}{{{policy}}}"), threads);
    String places = browser.find("#neighbors").getText();
    assertTrue(places.contains("</title></table><b>bold</b>&amp;&lt;"), places);
    assertTrue(places.contains("\\u0007\\u0000\\n"), places);
    assertTrue(places.contains("/a\\udcff\\ud800\\u2028<!--<script>"), places);
    String findings = browser.find("#findings").getText();
    assertTrue(findings.contains("\"><img src=x onerror=window.hacked=2>'"), findings);
    WebElement lanes = browser.find("#lanes");
    lanes.sendKeys(Keys.ARROW_RIGHT);
    assertTrue(browser.find("#lanes + .reading").getText().contains("</script>"));
    assertNull(browser.run("return window.hacked"));
    browser.screenshot("hostile", true);
  }
}
