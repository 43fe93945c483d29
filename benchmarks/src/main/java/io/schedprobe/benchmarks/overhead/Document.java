package io.schedprobe.benchmarks.overhead;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page whose measured parts stand between markers, and are replaced as wholes. */
public final class Document {
  private Document() {}

  public static void replace(Path file, String part, String text) throws IOException {
    Files.writeString(file, replaced(Files.readString(file), part, text));
  }

  public static String replaced(String page, String part, String text) {
    String begin = "<!-- measured: " + part + " -->\n";
    String end = "<!-- end: " + part + " -->";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalStateException("the page has no place for " + part + ": " + begin + end);
    }
    return page.substring(0, from + begin.length()) + "\n" + text + page.substring(to);
  }
}
