package io.schedprobe.jmc.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How different colours look, to eyes with and without colour blindness: distances in CIELAB, in
 * which 2 are just seen side by side, of colours as Machado, Oliveira and Fernandes (2009) simulate
 * that eyes without one of the three receptors see them.
 */
public final class ColorVision {
  private static final List<double[][]> EYES =
      List.of(
          new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
          new double[][] {
            {0.152286, 1.052583, -0.204868},
            {0.114503, 0.786281, 0.099216},
            {-0.003882, -0.048116, 1.051998}
          },
          new double[][] {
            {0.367322, 0.860646, -0.227968},
            {0.280085, 0.672501, 0.047413},
            {-0.011820, 0.042940, 0.968881}
          },
          new double[][] {
            {1.255528, -0.076749, -0.178779},
            {-0.078411, 0.930809, 0.147602},
            {0.004733, 0.691367, 0.303900}
          });

  private ColorVision() {}

  /**
   * The colours that are hardest to tell apart, whatever the eyes.
   *
   * @param colors as 0xRRGGBB, by their names
   * @param least pairs that are nearer than this are told
   */
  public static List<String> near(Map<String, Integer> colors, double least) {
    return colors.keySet().stream()
        .flatMap(
            a ->
                colors.keySet().stream()
                    .filter(b -> a.compareTo(b) < 0)
                    .filter(b -> distance(colors.get(a), colors.get(b)) < least)
                    .map(b -> a + " and " + b + ": " + distance(colors.get(a), colors.get(b))))
        .toList();
  }

  /** How far apart two colours are to the eyes to which they are nearest. */
  public static double distance(int a, int b) {
    return EYES.stream().mapToDouble(eye -> distance(lab(a, eye), lab(b, eye))).min().orElseThrow();
  }

  private static double distance(double[] a, double[] b) {
    return Math.sqrt(
        Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
  }

  private static double[] lab(int color, double[][] eye) {
    double[] light = {linear(color >> 16 & 0xff), linear(color >> 8 & 0xff), linear(color & 0xff)};
    double[] seen =
        Arrays.stream(eye)
            .mapToDouble(row -> row[0] * light[0] + row[1] * light[1] + row[2] * light[2])
            .map(channel -> Math.min(1, Math.max(0, channel)))
            .toArray();
    double x = root((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047);
    double y = root(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
    double z = root((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double linear(int channel) {
    double part = channel / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  private static double root(double part) {
    return part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16.0 / 116;
  }
}
