package io.schedprobe.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** What is put into every page, from resources of the jar. */
final class Assets {
  private static final List<String> SCRIPTS =
      List.of("charts.js", "timeline.js", "latency.js", "page.js");

  private Assets() {}

  static String style() {
    return inElement("style", text("uplot/uPlot.min.css") + "\n" + text("report.css"));
  }

  /** The chart library. */
  static String library() {
    return inElement("script", text("uplot/uPlot.iife.min.js"));
  }

  static String script() {
    return inElement("script", SCRIPTS.stream().map(Assets::text).collect(Collectors.joining()));
  }

  /** The chart library's licence. */
  static String licence() {
    return text("uplot/LICENSE");
  }

  static String template(String name) {
    return text(name + ".mustache");
  }

  /** A property of the build. */
  static String build(String name) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text("build.properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty(name);
  }

  /**
   * A policy that lets the page run and show these, and load nothing.
   *
   * @param style and the scripts, exactly as they stand in the page
   */
  static String policy(String style, List<String> scripts) {
    return "default-src 'none'; img-src data:; style-src "
        + hash(style)
        + "; script-src "
        + scripts.stream().map(Assets::hash).collect(Collectors.joining(" "))
        + "; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** Makes sure that a text does not end the element that it is put into. */
  private static String inElement(String element, String text) {
    if (text.toLowerCase(java.util.Locale.ROOT).contains("</" + element)) {
      throw new IllegalStateException("a " + element + " of the page would end early");
    }
    return text;
  }

  private static String text(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      // A browser reads line ends as \n, and takes the hash of that.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
