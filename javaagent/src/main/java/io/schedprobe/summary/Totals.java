package io.schedprobe.summary;

import io.schedprobe.model.Onset;
import io.schedprobe.model.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How much was waited in all, how the waits began and what they consist of. */
final class Totals {
  private static final int BAR = 70;

  /** From what others did to what nobody did. */
  private static final List<Share> ORDER =
      List.of(
          Share.EXTERNAL,
          Share.SIBLING,
          Share.SELF,
          Share.KERNEL,
          Share.THROTTLED,
          Share.IDLE,
          Share.UNATTRIBUTED);

  private final Summary summary;

  Totals(Summary summary) {
    this.summary = summary;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (summary.knowsAll()) {
      lines.add("All waits: " + sums(summary.all()) + ".");
    }
    if (summary.knowsSingle()) {
      String waits = summary.singleWaits("Waits") + ": " + sums(summary.single());
      lines.addAll(Columns.wrap(waits + "; begun by " + onsets() + ".", SummaryText.WIDTH));
    }
    boolean all = summary.allShares().sum() > 0;
    Shares shares = all ? summary.allShares() : summary.singleShares();
    if (shares.sum() > 0) {
      lines.add("[" + bar(shares) + "] of " + (all ? "all waits" : summary.singleWaits("waits")));
      lines.add(" " + legend(shares));
    }
    String quota = new QuotaLine(summary).text();
    if (quota != null) {
      lines.addAll(Columns.wrap(quota, SummaryText.WIDTH));
    }
    return lines;
  }

  private static String sums(Waits waits) {
    String longest = waits.max() > 0 ? ", longest " + Quantity.time(waits.max()) : "";
    return Quantity.count(waits.count())
        + ", "
        + Quantity.time(waits.nanos())
        + " in all"
        + longest;
  }

  private String onsets() {
    List<String> parts = new ArrayList<>();
    for (Onset onset : Onset.values()) {
      long number = summary.onsets().getOrDefault(onset, 0L);
      if (number > 0) {
        String word =
            switch (onset) {
              case NEW -> "creation";
              case THROTTLED -> "quota";
              default -> onset.name().toLowerCase(Locale.ROOT);
            };
        parts.add(word + " " + Quantity.percent(number, summary.single().count()));
      }
    }
    return parts.isEmpty() ? "what is not known" : String.join(", ", parts);
  }

  /** Ends are rounded, not lengths, so that the letters fill the bar whatever the shares. */
  private static String bar(Shares shares) {
    StringBuilder bar = new StringBuilder(BAR);
    long before = 0;
    for (Share share : ORDER) {
      before += shares.get(share);
      int end = (int) Math.round((double) BAR * before / shares.sum());
      bar.append(String.valueOf(ShareWords.letter(share)).repeat(end - bar.length()));
    }
    return bar.toString();
  }

  private static String legend(Shares shares) {
    List<String> parts = new ArrayList<>();
    for (Share share : ORDER) {
      if (shares.get(share) > 0) {
        parts.add(
            ShareWords.letter(share)
                + " "
                + ShareWords.word(share)
                + " "
                + Quantity.percent(shares.get(share), shares.sum()).replace(" ", ""));
      }
    }
    return Columns.cut(String.join("  ", parts), SummaryText.WIDTH - 1);
  }
}
