package io.schedprobe.report.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** The page in its themes, on small screens and paper, and to those who do not see it. */
class PageLooksIT extends InBrowser {
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
    try (InputStream axe = PageLooksIT.class.getResourceAsStream("/axe.min.js")) {
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
}
