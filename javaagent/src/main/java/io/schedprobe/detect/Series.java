package io.schedprobe.detect;

/** What a series of equally long intervals shows: where it goes, and whether it comes again. */
final class Series {
  /** Below this a correlation is no period. */
  static final double LEAST_CORRELATION = 0.4;

  /** So often must a period be seen before it is one. */
  static final int LEAST_PERIODS = 3;

  private static final int SHORTEST_PERIOD = 2;

  private Series() {}

  /**
   * The slope by Theil and Sen, in units of the series for each interval: the median of the slopes
   * of all pairs. Up to 29 % of the values may be arbitrary without moving it out of bounds.
   *
   * @return 0 for fewer than two values
   */
  static double slope(double[] values) {
    int n = values.length;
    double[] slopes = new double[n * (n - 1) / 2];
    int k = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        slopes[k++] = (values[j] - values[i]) / (j - i);
      }
    }
    return History.median(slopes);
  }

  /**
   * The period of the series in intervals: the lag at which its autocorrelation has its first peak
   * of at least {@link #LEAST_CORRELATION}, having been below that before; 0 if there is none that
   * fits {@link #LEAST_PERIODS} times into the series.
   */
  static int period(double[] values) {
    int most = values.length / LEAST_PERIODS;
    boolean fell = false;
    int best = 0;
    double highest = 0;
    for (int lag = 1; lag <= most; lag++) {
      double r = autocorrelation(values, lag);
      if (r < LEAST_CORRELATION) {
        if (best > 0) {
          return best;
        }
        fell = true;
      } else if (fell && lag >= SHORTEST_PERIOD && r > highest) {
        highest = r;
        best = lag;
      }
    }
    return best;
  }

  /**
   * Pearson's correlation of the series with itself {@code lag} intervals later, over the values
   * that overlap; 0 if one of the two is constant.
   */
  static double autocorrelation(double[] values, int lag) {
    int n = values.length - lag;
    if (n < 2) {
      return 0;
    }
    double meanA = 0;
    double meanB = 0;
    for (int i = 0; i < n; i++) {
      meanA += values[i] / n;
      meanB += values[i + lag] / n;
    }
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < n; i++) {
      double a = values[i] - meanA;
      double b = values[i + lag] - meanB;
      ab += a * b;
      aa += a * a;
      bb += b * b;
    }
    double scale = Math.sqrt(aa) * Math.sqrt(bb);
    return scale > 0 ? ab / scale : 0;
  }
}
