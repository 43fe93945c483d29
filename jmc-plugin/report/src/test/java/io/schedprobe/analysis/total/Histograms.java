package io.schedprobe.analysis.total;

/** Makes histograms, which the analysis alone can fill. */
public final class Histograms {
  private Histograms() {}

  public static Histogram of(Iterable<Long> nanos) {
    Histogram histogram = new Histogram();
    nanos.forEach(histogram::add);
    return histogram;
  }
}
