package io.schedprobe.summary;

import io.schedprobe.model.Share;
import java.util.Locale;

/** What the CPU quota did, in one line. */
final class QuotaLine {
  private final Summary summary;

  QuotaLine(Summary summary) {
    this.summary = summary;
  }

  /** Null if there is no quota and no thread was throttled. */
  String text() {
    QuotaTally.Level level = summary.quota().tightest();
    if (level == null) {
      return lost() == 0
          ? null
          : "CPU quota: none is visible to this JVM, yet " + threadsLost() + " to one further up.";
    }
    StringBuilder text = new StringBuilder("CPU quota ");
    text.append(amount(level));
    if (!level.own()) {
      text.append(" of ").append(Columns.cut(Names.visible(level.cgroup()), 40)).append(" above");
    }
    text.append(": ");
    if (level.throttledPeriods() > 0 || level.throttledTime() > 0) {
      text.append("throttled in ")
          .append(Quantity.count(level.throttledPeriods()))
          .append(" of ")
          .append(Quantity.count(level.periods(), "period"))
          .append(", ");
      text.append(
          summary.source().name().equals("proc")
              ? Quantity.time(level.throttledTime()) + " added up over the CPUs"
              : threadsLost());
    } else {
      text.append("never used up");
    }
    long others = summary.quota().count() - 1;
    if (others > 0) {
      text.append(" (").append(Quantity.count(others, "more quota")).append(')');
    }
    return text.append('.').toString();
  }

  /** "0.6 CPUs (60 ms each 100 ms)". */
  static String amount(QuotaTally.Level level) {
    if (level.quota() < 0 || level.quotaPeriod() <= 0) {
      return "(lifted meanwhile)";
    }
    double cpus = (double) level.quota() / level.quotaPeriod();
    String number = String.format(Locale.ROOT, "%.2f", cpus).replaceFirst("\\.?0+$", "");
    return number
        + (number.equals("1") ? " CPU (" : " CPUs (")
        + Quantity.threshold(level.quota())
        + " each "
        + Quantity.threshold(level.quotaPeriod())
        + (level.changed() ? ", changed meanwhile)" : ")");
  }

  private long lost() {
    return Math.max(
        summary.allShares().get(Share.THROTTLED), summary.singleShares().get(Share.THROTTLED));
  }

  private String threadsLost() {
    return "threads lost " + Quantity.time(lost());
  }
}
