package io.schedprobe.report.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A bar of parts beside each other.
 *
 * @param label the bar in words
 * @param whole it stands alone and is drawn larger
 */
public record Bar(String label, boolean whole, List<Part> parts) {
  private static final double WHOLE = 100; // percent

  /**
   * A part of the bar.
   *
   * @param kind of it, which decides on colour and hatching
   * @param x where it begins, in percent of the bar
   * @param width of it, in percent of the bar
   */
  public record Part(String kind, String label, String x, String width) {
    public Part {
      label = Visible.of(label);
    }
  }

  public Bar {
    label = Visible.of(label);
    parts = List.copyOf(parts);
  }

  /**
   * What a bar is made of.
   *
   * @param size in any unit; not negative
   */
  public record Portion(String kind, String label, long size) {}

  /**
   * Lays portions out.
   *
   * @param full size of the whole width, at least the sum of the portions
   */
  public static Bar of(String label, boolean whole, List<Portion> portions, long full) {
    List<Part> parts = new ArrayList<>();
    double sum = 0;
    for (Portion portion : portions) {
      double part = WHOLE * portion.size() / Math.max(1, full);
      if (part > 0) {
        parts.add(new Part(portion.kind(), portion.label(), percent(sum), percent(part)));
      }
      sum += part;
    }
    return new Bar(label, whole, parts);
  }

  private static String percent(double number) {
    return String.format(Locale.ROOT, "%.3f%%", number);
  }
}
