package io.schedprobe.report.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schedprobe.report.Sample;
import io.schedprobe.report.html.PageWriter;
import io.schedprobe.report.parts.PageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests that have a browser, which must find nothing to complain of after any of them. */
abstract class InBrowser {
  @TempDir static Path directory;
  static Browser browser;
  static Path plain;

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

  static Path write(String name, Sample.Names names) throws IOException {
    Sample sample = new Sample(names);
    PageBuilder builder = new PageBuilder(sample.analysis(), sample.lanes(), ZoneId.of("UTC"));
    return Files.writeString(
        directory.resolve(name + ".html"),
        PageWriter.html(builder.page("service.jfr", 1_234_567), builder.charts()));
  }

  static void open(Path page, boolean dark, int width) {
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

  static Long visible(String table) {
    return (Long)
        browser.run(
            "return [...document.querySelectorAll(arguments[0] + ' tbody tr')]"
                + ".filter((row) => row.offsetParent !== null).length",
            table);
  }
}
