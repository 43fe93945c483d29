package io.schedprobe.detect;

import java.util.Arrays;

/** The last so many numbers of a series, one for each interval. */
final class History {
  private final double[] values;
  private int next;
  private int size;

  History(int capacity) {
    values = new double[capacity];
  }

  void add(double value) {
    values[next] = value;
    next = (next + 1) % values.length;
    size = Math.min(values.length, size + 1);
  }

  int size() {
    return size;
  }

  /** The last {@code most} of them at the most, oldest first. */
  double[] last(int most) {
    double[] last = new double[Math.min(most, size)];
    for (int i = 0; i < last.length; i++) {
      last[i] = values[Math.floorMod(next - last.length + i, values.length)];
    }
    return last;
  }

  /** 0 if there is none. */
  double median() {
    return median(last(size));
  }

  /** The median, 0 of none; sorts what it is given. */
  static double median(double[] values) {
    if (values.length == 0) {
      return 0;
    }
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }
}
