package io.schedprobe.summary;

import io.schedprobe.model.Share;
import io.schedprobe.summary.Summary.Evidence;

/** The sentence that answers: who had the CPU while our threads waited. */
final class Headline {
  private final Summary summary;

  Headline(Summary summary) {
    this.summary = summary;
  }

  String text() {
    if (!summary.hasWaits()) {
      return "No thread is known to have waited for a CPU.";
    }
    Shares all = summary.allShares();
    if (!summary.knowsSingle() && all.sum() == all.get(Share.UNATTRIBUTED)) {
      return waited(summary.all()) + " for a CPU; who had it is not known.";
    }
    if (!summary.knowsSingle()) {
      return waited(summary.all()) + longest() + "; " + mostOfAll() + ".";
    }
    Shares shares = summary.singleShares();
    Outsider outsider = Outsider.largest(summary.culprits());
    long outside = outsider.nanos();
    long outsiders =
        shares.get(Share.EXTERNAL) + shares.get(Share.SIBLING) + shares.get(Share.KERNEL);
    Share largest = Share.SELF;
    for (Share share : new Share[] {Share.IDLE, Share.THROTTLED, Share.UNATTRIBUTED}) {
      largest = shares.get(share) > shares.get(largest) ? share : largest;
    }
    if (outside > 0
        && summary.evidence() != Evidence.CGROUPS
        && Math.max(outside, outsiders) >= shares.get(largest)
        && outside >= summary.unnamed()) {
      return outsider.text() + " had the CPU for " + withOthers(outside, outsiders) + of();
    }
    if (summary.unnamed() > shares.get(largest)) {
      return "Tasks that are not named in the recording had the CPU for "
          + Quantity.time(summary.unnamed())
          + of();
    }
    return switch (largest) {
      case SELF ->
          "Other threads of this JVM had the CPU for " + Quantity.time(shares.get(largest)) + of();
      case IDLE -> "The CPU was idle or switching for " + Quantity.time(shares.get(largest)) + of();
      case THROTTLED -> usedUp() + " for " + Quantity.time(shares.get(largest)) + of();
      default -> "It is not known who had the CPU for " + Quantity.time(shares.get(largest)) + of();
    };
  }

  private String usedUp() {
    QuotaTally.Level level = summary.quota().tightest();
    if (level == null || level.throttledTime() == 0) {
      return "The CPU quota of this JVM's cgroup or of one above it was used up";
    }
    return (level.own() ? "This JVM's cgroup" : "Cgroup " + Names.visible(level.cgroup()))
        + " had used up its CPU quota"
        + (level.quota() < 0 ? "" : " of " + QuotaLine.amount(level));
  }

  /** Tells of the other outsiders where they matter too. */
  private static String withOthers(long outside, long outsiders) {
    long others = outsiders - outside;
    return Quantity.time(outside)
        + (others > outside / 2
            ? ", others outside this JVM for " + Quantity.time(others) + ","
            : "");
  }

  private String of() {
    long threads = summary.threads().stream().filter(t -> t.single.count() > 0).count();
    return " of the "
        + Quantity.time(summary.single().nanos())
        + " that "
        + Quantity.count(threads, "thread")
        + " waited"
        + (threads == 1 ? "" : ", added up over the threads,")
        + (summary.threshold() > 0 ? " in " + summary.singleWaits("waits") : someOnly())
        + ".";
  }

  private String someOnly() {
    return summary.losses().waitsMissing() ? " in waits that were told" : "";
  }

  private String waited(Waits waits) {
    return Quantity.count(summary.threads().size(), "thread")
        + (summary.threadsLimited() ? " or more" : "")
        + " waited "
        + Quantity.time(waits.nanos());
  }

  private String longest() {
    long max = summary.all().max();
    return " for a CPU" + (max > 0 ? ", at most " + Quantity.time(max) + " at a time" : "");
  }

  private String mostOfAll() {
    Share largest = summary.allShares().largest();
    return "most of it ("
        + Quantity.percent(summary.allShares().get(largest), summary.allShares().sum())
        + ") "
        + ShareWords.cause(largest);
  }
}
