package io.schedprobe.report.view;

import java.util.ArrayList;
import java.util.List;

/**
 * A bar of parts beside each other, {@link #WIDTH} wide.
 *
 * @param label the bar in words
 * @param whole it stands alone and is drawn larger
 */
public record Bar(String label, boolean whole, List<Part> parts) {
  static final int WIDTH = 1_000;

  /**
   * A part of the bar.
   *
   * @param kind of it, which decides on colour and hatching
   * @param x where it begins
   * @param width of the part
   */
  public record Part(String kind, String label, int x, int width) {
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
      int from = place(sum, full);
      sum += portion.size();
      int to = place(sum, full);
      if (to > from) {
        parts.add(new Part(portion.kind(), portion.label(), from, to - from));
      }
    }
    return new Bar(label, whole, parts);
  }

  private static int place(double size, long full) {
    return (int) Math.min(WIDTH, Math.round(WIDTH * size / Math.max(1, full)));
  }
}
