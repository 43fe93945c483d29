package io.schedprobe.benchmarks.detection;

/** Noise that is known. */
enum Scenario {
  HOG("constant hog", Expected.NEIGHBOR, 25, 1, 25),
  BURSTS("bursts of 2 s every 10 s", Expected.NEIGHBOR, 45, 4, 2),
  SPIKE("one spike of 2 s", Expected.NOTHING, 30, 1, 2),
  QUOTA("quota only", Expected.NOTHING, 30, 0, 0),
  QUOTA_AND_HOG("quota and hog", Expected.NEIGHBOR, 30, 1, 30),
  GC_STORM("own GC storm", Expected.NOTHING, 30, 0, 0),
  MANY("many small neighbors", Expected.NEIGHBORS, 25, 1, 25),
  NONE("none", Expected.NOTHING, 30, 0, 0);

  /** Seconds from the beginning of one burst to that of the next. */
  static final int EVERY = 10;

  /** What is right to alert of. */
  enum Expected {
    NOTHING(""),
    NEIGHBOR("NoisyNeighbor"),
    NEIGHBORS("NoisyNeighbors");

    final String alert;

    Expected(String alert) {
      this.alert = alert;
    }
  }

  final String words;
  final Expected expected;

  /** For so long it is watched. */
  final int seconds;

  /** So often the noise works... */
  final int bursts;

  /** ...for so many seconds each time. */
  final int length;

  Scenario(String words, Expected expected, int seconds, int bursts, int length) {
    this.words = words;
    this.expected = expected;
    this.seconds = seconds;
    this.bursts = bursts;
    this.length = length;
  }

  /** In so many cgroups the noise is made. */
  int groups() {
    return bursts == 0 ? 0 : this == MANY ? 12 : 1;
  }
}
