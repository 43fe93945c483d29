package io.schedprobe.options;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** The part of the options that is about where meters go. */
final class ExportParser {
  private static final long SECOND = 1_000_000_000L;
  private static final int MOST_NEIGHBORS = 1000;
  private static final int MOST_PORT = 65_535;

  private InetSocketAddress prometheus;
  private URI atlas;
  private long atlasStep = 60 * SECOND;
  private Map<String, String> atlasTags = Map.of();
  private int neighbors = 20;

  /** Takes a value or throws IllegalArgumentException and leaves all as it was. */
  void set(OptionKey key, String value) {
    switch (key) {
      case PROMETHEUS -> prometheus = address(value);
      case ATLAS -> atlas = uri(value);
      case ATLAS_STEP -> {
        long nanos = Quantities.nanos(value);
        if (nanos < SECOND || nanos > 600 * SECOND || nanos % SECOND != 0) {
          throw new IllegalArgumentException("out of range");
        }
        atlasStep = nanos;
      }
      case ATLAS_TAGS -> atlasTags = tags(value);
      case METRICS_NEIGHBORS -> {
        long number = Quantities.whole(value);
        if (number > MOST_NEIGHBORS) {
          throw new IllegalArgumentException("out of range");
        }
        neighbors = (int) number;
      }
      default -> throw new IllegalStateException(key.text());
    }
  }

  /** What a key takes, in words. */
  static String allowed(OptionKey key) {
    return switch (key) {
      case PROMETHEUS -> "a port such as 9404, or address:port such as 0.0.0.0:9404 or [::]:9404";
      case ATLAS -> "an http:// or https:// URI such as http://atlas:7101/api/v1/publish";
      case ATLAS_STEP -> "whole seconds from 1s to 10min such as 60s";
      case ATLAS_TAGS -> "name:value pairs with ; between them such as nf.app:shop;nf.stack:main";
      case METRICS_NEIGHBORS -> "a whole number from 0 to 1000 (neighbors)";
      default -> throw new IllegalStateException(key.text());
    };
  }

  /** What holds for a key when its value cannot be used. */
  String standing(OptionKey key) {
    return switch (key) {
      case PROMETHEUS ->
          prometheus == null ? "none" : prometheus.getHostString() + ":" + prometheus.getPort();
      case ATLAS -> atlas == null ? "none" : atlas.toString();
      case ATLAS_STEP -> atlasStep / SECOND + "s";
      case ATLAS_TAGS -> atlasTags.isEmpty() ? "none" : atlasTags.toString();
      case METRICS_NEIGHBORS -> String.valueOf(neighbors);
      default -> throw new IllegalStateException(key.text());
    };
  }

  ExportOptions options() {
    return new ExportOptions(prometheus, atlas, atlasStep, atlasTags, neighbors);
  }

  /** A name is looked up later, when it is used. */
  private static InetSocketAddress address(String value) {
    int colon = value.lastIndexOf(':');
    long port = Quantities.whole(value.substring(colon + 1));
    if (port > MOST_PORT) {
      throw new IllegalArgumentException("no port");
    }
    if (colon < 0) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), (int) port);
    }
    String host = value.substring(0, colon);
    boolean six = host.startsWith("[") && host.endsWith("]");
    if (host.isEmpty() || (host.indexOf(':') >= 0 && !six)) {
      throw new IllegalArgumentException("no host");
    }
    return InetSocketAddress.createUnresolved(
        six ? host.substring(1, host.length() - 1) : host, (int) port);
  }

  private static URI uri(String value) {
    URI uri = URI.create(value);
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null) {
      throw new IllegalArgumentException("no URI with a host");
    }
    return uri;
  }

  private static Map<String, String> tags(String value) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String pair : value.split(";", -1)) {
      int colon = pair.indexOf(':');
      String name = colon < 0 ? "" : pair.substring(0, colon).strip();
      String tag = pair.substring(colon + 1).strip();
      // What Atlas itself allows; the rest it would make underscores of.
      if (!name.matches("[-._A-Za-z0-9~^]{1,60}") || !tag.matches("[-._A-Za-z0-9~^]{1,120}")) {
        throw new IllegalArgumentException("no tag");
      }
      tags.put(name, tag);
    }
    return tags;
  }
}
