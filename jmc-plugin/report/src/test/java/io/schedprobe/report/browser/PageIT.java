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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageIT {
  @TempDir Path directory;

  @Test
  void draft() throws IOException {
    Path file = write(Sample.PLAIN);
    try (Browser browser = Browser.start()) {
      browser.preferDark(false);
      browser.open(file, 1280, 900);
      browser.screenshot("desktop-top", false);
      browser.screenshot("desktop-light", true);
      System.out.println(browser.console());
      System.out.println(browser.requests());
      assertEquals(List.of(), browser.console());
      browser.preferDark(true);
      browser.open(file, 1280, 900);
      browser.screenshot("desktop-dark", true);
      browser.preferDark(false);
      browser.open(file, 390, 844);
      browser.screenshot("phone", true);
    }
  }

  private Path write(Sample.Names names) throws IOException {
    Sample sample = new Sample(names);
    PageBuilder builder = new PageBuilder(sample.analysis(), sample.lanes(), ZoneId.of("UTC"));
    Path file = directory.resolve("report.html");
    Files.writeString(
        file, PageWriter.html(builder.page("service.jfr", 1_234_567), builder.charts()));
    Files.copy(
        file, Path.of("/tmp/rp/draft.html"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    return file;
  }
}
