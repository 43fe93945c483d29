package io.schedprobe.emit;

import io.schedprobe.model.Onset;
import io.schedprobe.model.Share;

/** How events write the kernel side's numbers. */
final class EventNames {
  /** What JFR takes for "not available" in a time span: its tools show N/A. */
  static final long UNKNOWN_SPAN = Long.MIN_VALUE;

  private EventNames() {}

  /** Nanoseconds as an event holds them. */
  static long span(long nanos) {
    return nanos < 0 ? UNKNOWN_SPAN : nanos;
  }

  static String kind(Share share) {
    return switch (share) {
      case THROTTLED -> "throttled";
      case EXTERNAL -> "external";
      case SIBLING -> "sibling";
      case SELF -> "self";
      case KERNEL -> "kernel";
      case IDLE -> "idle";
      case UNATTRIBUTED -> "unattributed";
    };
  }

  static String onset(Onset onset) {
    return switch (onset) {
      case WAKEUP -> "wakeup";
      case NEW -> "new";
      case PREEMPTION -> "preemption";
      case THROTTLED -> "throttled";
    };
  }

  /** A count for an event's {@code int}: the largest there is rather than a wrong one. */
  static int count(long value) {
    return (int) Math.min(Integer.MAX_VALUE, value);
  }
}
