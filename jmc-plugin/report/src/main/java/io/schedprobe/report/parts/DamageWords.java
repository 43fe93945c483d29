package io.schedprobe.report.parts;

import io.schedprobe.analysis.feed.Damage;
import io.schedprobe.analysis.feed.FeedReport;
import io.schedprobe.analysis.text.Quantity;

/** What is damaged of a file, what of it was read, and what was not. */
public final class DamageWords {
  private DamageWords() {}

  /** In a few words, for the first damage of a file. */
  public static String first(FeedReport reading) {
    if (reading.damages().isEmpty()) {
      return Quantity.count(reading.implausible(), "implausible event");
    }
    Damage damage = reading.damages().get(0);
    return isCutAtTheEnd(damage, reading)
        ? cut(damage, reading)
        : damage.reason() + " at byte " + Quantity.count(damage.offset());
  }

  /**
   * In sentences.
   *
   * @param events of schedprobe that were read of the whole file
   */
  static String of(Damage damage, FeedReport reading, long events) {
    if (isCutAtTheEnd(damage, reading)) {
      return "The recording is incomplete: "
          + cut(damage, reading)
          + ". "
          + read(damage, reading, events);
    }
    return "The file is damaged at byte "
        + Quantity.count(damage.offset())
        + ": "
        + damage.reason()
        + (damage.bytes() >= 0 ? "; this concerns " + Quantity.count(damage.bytes(), "byte") : "")
        + (damage.partly() ? ", of which a part was read." : ", of which nothing was read.");
  }

  /** A header with a wrong length looks as if its chunk were cut off, too. */
  private static boolean isCutAtTheEnd(Damage damage, FeedReport reading) {
    return damage.isCutOff() && damage.offset() + damage.bytes() == reading.bytes();
  }

  private static String cut(Damage damage, FeedReport reading) {
    return "it is cut off after "
        + Quantity.count(reading.bytes(), "byte")
        + ", in "
        + (isOnly(damage, reading)
            ? "its only chunk"
            : "its last chunk, which begins at byte " + Quantity.count(damage.offset()));
  }

  private static boolean isOnly(Damage damage, FeedReport reading) {
    return damage.offset() == 0 && reading.chunks() == 0;
  }

  private static String read(Damage damage, FeedReport reading, long events) {
    if (!damage.partly()) {
      return "Nothing of that chunk was read; what is in front of it was.";
    }
    return (isOnly(damage, reading)
            ? "Read was what is in front of the cut, "
                + Quantity.count(events, "event")
                + " of schedprobe."
            : "Read was what is in front of the cut, of that chunk too.")
        + " Not read is what came behind it, and names that were new in the last second before it"
        + " may be missing.";
  }
}
