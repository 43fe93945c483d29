package io.schedprobe.alert;

import io.schedprobe.detect.Assessment;
import io.schedprobe.detect.Cause;
import java.util.Locale;
import java.util.StringJoiner;

/** An alert in words, on one line. */
final class AlertText {
  private AlertText() {}

  /** Of Alertmanager, and the type of an alert. */
  static String name(Cause cause) {
    return switch (cause) {
      case NEIGHBOR -> "NoisyNeighbor";
      case NEIGHBORS -> "NoisyNeighbors";
      case QUOTA -> "CpuQuotaExhausted";
    };
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Who does what to whom. */
  static String summary(AlertMessage m) {
    Assessment a = m.alert().assessment();
    String service = m.service().name() + " (pid " + m.service().pid() + ")";
    String who =
        switch (a.cause()) {
          case NEIGHBOR -> m.neighbor().best() + " is a noisy neighbor of ";
          case NEIGHBORS -> "many small neighbors together slow down ";
          case QUOTA -> "the CPU quota holds back ";
        };
    return (m.resolved() ? "over: " : "") + who + service;
  }

  /** The numbers. */
  static String details(AlertMessage m) {
    Assessment a = m.alert().assessment();
    StringJoiner text = new StringJoiner(", ");
    text.add(format("score %.0f", a.score().overall()));
    text.add(format("confidence %.2f", a.confidence()));
    text.add(word(a.pattern()));
    text.add("p95 " + duration(a.p95()) + " caused in each of " + a.waits() + " waits");
    text.add(format("%.3f s of thread time lost per second", a.lost()));
    if (a.cause() != Cause.QUOTA) {
      text.add(format("%.1f preemptions/s", a.preemptionsPerSecond()));
      text.add(format("%.2f CPUs", a.cpus()));
    } else if (a.throttledPart() >= 0) {
      text.add(format("%.0f %% of the quota periods throttled", 100 * a.throttledPart()));
    }
    if (m.alert().temporal().periodNanos() > 0) {
      text.add("every " + duration(m.alert().temporal().periodNanos()));
    }
    if (a.cause() == Cause.NEIGHBORS) {
      text.add("the largest: " + largest(m));
    }
    return text.toString();
  }

  /** The largest neighbors with their parts; empty if there is none. */
  static String largest(AlertMessage m) {
    StringJoiner text = new StringJoiner(", ");
    for (int i = 0; i < m.largest().size(); i++) {
      text.add(
          m.largest().get(i).best() + format(" %.0f %%", 100 * m.alert().largest().get(i).part()));
    }
    return text.toString();
  }

  static String line(AlertMessage m) {
    String head = "[" + word(m.alert().severity()) + "] " + summary(m) + ": " + details(m);
    return m.resolved() ? head : head + ". " + m.alert().advice();
  }

  static String duration(long nanos) {
    if (nanos < 1_000_000) {
      return format("%.0f us", nanos / 1e3);
    }
    return nanos < 1_000_000_000 ? format("%.1f ms", nanos / 1e6) : format("%.1f s", nanos / 1e9);
  }

  private static String format(String form, double value) {
    return String.format(Locale.ROOT, form, value);
  }
}
