package io.schedprobe.report.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What can be done on the page, by keyboard too. */
class PageUseIT extends InBrowser {
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

  private static String first(String table) {
    return browser
        .run(
            "return document.querySelector(arguments[0] + ' tbody th').firstChild.textContent",
            table)
        .toString();
  }
}
