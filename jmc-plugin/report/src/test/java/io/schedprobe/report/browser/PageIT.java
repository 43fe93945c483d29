package io.schedprobe.report.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schedprobe.analysis.text.Sentences;
import io.schedprobe.report.Hostile;
import io.schedprobe.report.Sample;
import io.schedprobe.report.html.PageWriter;
import io.schedprobe.report.parts.PageBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page as a browser shows it. */
class PageIT {
  @TempDir static Path directory;
  private static Browser browser;
  private static Path plain;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start();
    plain = write("plain", Sample.PLAIN);
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  private static Path write(String name, Sample.Names names) throws IOException {
    Sample sample = new Sample(names);
    PageBuilder builder = new PageBuilder(sample.analysis(), sample.lanes(), ZoneId.of("UTC"));
    return Files.writeString(
        directory.resolve(name + ".html"),
        PageWriter.html(builder.page("service.jfr", 1_234_567), builder.charts()));
  }

  private static void open(Path page, boolean dark, int width) {
    browser.preferDark(dark);
    browser.open(page, width, 900);
    browser.run("localStorage.clear(); delete document.documentElement.dataset.theme");
    browser.preferDark(!dark);
    browser.preferDark(dark);
  }

  /** Whatever a test did, the page kept to itself. */
  @AfterEach
  void saidAndAskedForNothing() {
    assertEquals(List.of(), browser.console());
    List<String> requests =
        browser.requests().stream()
            .filter(address -> !address.startsWith("file://" + directory))
            .filter(address -> !address.startsWith("data:,"))
            .toList();
    assertEquals(List.of(), requests);
  }

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
  void canBeReadAndZoomedWithTheKeyboard() {
    open(plain, false, 1280);
    WebElement lanes = browser.find("#lanes");
    assertEquals("slider", lanes.getDomAttribute("role"));
    browser.run("arguments[0].focus()", lanes);
    lanes.sendKeys(Keys.ARROW_DOWN, Keys.END, Keys.ARROW_LEFT);
    String second = browser.run("return report.data.lanes[1].name").toString();
    String read = lanes.getDomAttribute("aria-valuetext");
    assertTrue(read.startsWith(second + ", 09:46:"), read);
    assertEquals(read, browser.find("#lanes + .reading").getText());

    Long all = visible("#worst-table");
    lanes.sendKeys("+", "+", "+");
    assertTrue(browser.find("#zoom span").getText().startsWith("Shown: "));
    assertNotEquals(all, visible("#worst-table"));
    lanes.sendKeys("0");
    assertEquals(all, visible("#worst-table"));
    assertNull(browser.find("#zoom button").getDomAttribute("aria-expanded"));
    assertFalse(browser.find("#zoom button").isEnabled());
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
  void skipsToTheContentAndReachesTheChartsByTab() {
    open(plain, false, 1280);
    browser.find("body").sendKeys(Keys.TAB);
    WebElement skip = browser.driver().switchTo().activeElement();
    assertEquals("Skip to the content", skip.getText());
    assertTrue(skip.getLocation().getX() >= 0, "it shows when it has the focus");
    skip.sendKeys(Keys.ENTER);
    assertEquals("content", browser.driver().switchTo().activeElement().getDomAttribute("id"));
  }

  @Test
  void sortsTablesByButtons() {
    open(plain, false, 1280);
    WebElement head = browser.find("#threads-table thead th:nth-child(1)");
    assertNull(head.getDomAttribute("aria-sort"));
    WebElement button = browser.find("#threads-table thead th:nth-child(1) button");
    button.sendKeys(Keys.ENTER);
    assertEquals("ascending", head.getDomAttribute("aria-sort"));
    assertEquals("price-worker-0", first("#threads-table"));
    button.sendKeys(Keys.ENTER);
    assertEquals("descending", head.getDomAttribute("aria-sort"));
    assertEquals("price-worker-9", first("#threads-table"));
    browser.find("#threads-table thead th:nth-child(2) button").sendKeys(Keys.ENTER);
    assertNull(head.getDomAttribute("aria-sort"));
    List<?> sorted =
        (List<?>)
            browser.run(
                "return [...document.querySelectorAll('#threads-table tbody tr')]"
                    + ".map((row) => Number(row.cells[1].dataset.sort))");
    for (int i = 1; i < sorted.size(); i++) {
      assertTrue(((Number) sorted.get(i - 1)).longValue() >= ((Number) sorted.get(i)).longValue());
    }
  }

  @Test
  void foldsLongTablesAndFiltersThem() {
    open(plain, false, 1280);
    assertEquals(12, visible("#threads-table"));
    WebElement tools = browser.find("#threads .tools");
    assertTrue(tools.getText().contains("Show all 14 rows"), tools.getText());
    browser.find("#threads .tools button").sendKeys(Keys.ENTER);
    assertEquals(14, visible("#threads-table"));
    browser.find("#threads .tools input").sendKeys("worker-1");
    assertEquals(5, visible("#threads-table"));
    assertTrue(tools.getText().contains("5 of 14 rows"), tools.getText());
  }

  @Test
  void hasNoViolationThatAxeCoreFinds() throws IOException {
    for (boolean dark : new boolean[] {false, true}) {
      for (int width : new int[] {1280, 390}) {
        open(plain, dark, width);
        browser.run(
            "document.querySelectorAll('details').forEach((details) => (details.open = true))");
        assertEquals(List.of(), violations(), (dark ? "dark, " : "light, ") + width + " px");
      }
    }
  }

  private static List<?> violations() throws IOException {
    try (InputStream axe = PageIT.class.getResourceAsStream("/axe.min.js")) {
      browser.driver().executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
    }
    return (List<?>)
        browser
            .driver()
            .executeAsyncScript(
                "const done = arguments[arguments.length - 1];"
                    + "axe.run(document).then((result) => done(result.violations.map((one) =>"
                    + "  one.id + ': ' + one.nodes.map((node) => node.html.slice(0, 120) + ' '"
                    + "  + node.failureSummary.slice(0, 200)).slice(0, 3).join(' | '))),"
                    + "  (error) => done(['axe failed: ' + error]));");
  }

  @Test
  void followsTheThemeOfTheSystemAndTheButton() throws IOException {
    open(plain, true, 1280);
    String page = "return getComputedStyle(document.body).backgroundColor";
    assertEquals("rgb(20, 23, 27)", browser.run(page));
    WebElement button = browser.find("#theme");
    assertEquals("Light theme", button.getText());
    browser.screenshot("dark", true);
    button.click();
    assertEquals("rgb(255, 255, 255)", browser.run(page));
    assertEquals("Dark theme", button.getText());
    button.click();
    assertEquals("rgb(20, 23, 27)", browser.run(page));
  }

  @Test
  void fitsTheWidthOfAPhone() throws IOException {
    open(plain, false, 390);
    Long width = (Long) browser.run("return document.documentElement.scrollWidth");
    assertTrue(width <= 390, width + " px wide");
    browser.screenshot("phone", true);
  }

  @Test
  void printsEveryRowInLightColours() throws IOException {
    open(plain, true, 1280);
    Map<String, Object> pdf =
        browser.driver().executeCdpCommand("Page.printToPDF", Map.of("printBackground", true));
    byte[] printed = java.util.Base64.getDecoder().decode(pdf.get("data").toString());
    assertTrue(new String(printed, 0, 4, StandardCharsets.US_ASCII).equals("%PDF"));
    Path screenshots = Path.of(System.getProperty("schedprobe.report.screenshots"));
    Files.createDirectories(screenshots);
    Files.write(screenshots.resolve("print.pdf"), printed);
    browser
        .driver()
        .executeCdpCommand(
            "Emulation.setEmulatedMedia", Map.of("media", "print", "features", List.of()));
    assertEquals(14, visible("#threads-table"));
    assertFalse(browser.find("nav").isDisplayed());
    browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
    assertNotEquals("light", browser.find(":root").getDomAttribute("data-theme"));
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
    String places = browser.find("#neighbours").getText();
    assertTrue(places.contains("</title></table><b>bold</b>&amp;&lt;"), places);
    assertTrue(places.contains("\\u0007\\u0000\\n"), places);
    assertTrue(places.contains("/a\\udcff\\ud800\\u2028<!--<script>"), places);
    WebElement lanes = browser.find("#lanes");
    lanes.sendKeys(Keys.ARROW_RIGHT);
    assertTrue(browser.find("#lanes + .reading").getText().contains("</script>"));
    assertNull(browser.run("return window.hacked"));
    browser.screenshot("hostile", true);
  }

  private static Long visible(String table) {
    return (Long)
        browser.run(
            "return [...document.querySelectorAll(arguments[0] + ' tbody tr')]"
                + ".filter((row) => row.offsetParent !== null).length",
            table);
  }

  private static String first(String table) {
    return browser
        .run(
            "return document.querySelector(arguments[0] + ' tbody th').firstChild.textContent",
            table)
        .toString();
  }
}
