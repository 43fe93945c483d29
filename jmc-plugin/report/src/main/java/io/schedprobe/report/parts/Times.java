package io.schedprobe.report.parts;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time for people, in one time zone. */
final class Times {
  private static final long SECOND = 1_000_000_000;
  private final ZoneId zone;
  private final DateTimeFormatter clock;
  private final DateTimeFormatter date;

  Times(ZoneId zone) {
    this.zone = zone;
    clock = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(zone);
    date = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT).withZone(zone);
  }

  ZoneId zone() {
    return zone;
  }

  /** The time of day to the millisecond. */
  String clock(long epochNanos) {
    return clock.format(instant(epochNanos));
  }

  /** Date, time of day and offset from UTC. */
  String date(long epochNanos) {
    return date.format(instant(epochNanos));
  }

  /** Seconds since the epoch to the microsecond, as the page's script takes them. */
  static double seconds(long epochNanos) {
    long micros = epochNanos / 1_000;
    return micros / 1e6;
  }

  private static Instant instant(long epochNanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(epochNanos, SECOND), Math.floorMod(epochNanos, SECOND));
  }
}
