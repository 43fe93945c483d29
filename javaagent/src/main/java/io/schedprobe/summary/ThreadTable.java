package io.schedprobe.summary;

import java.util.ArrayList;
import java.util.List;

/** The threads that waited, longest total first. */
final class ThreadTable implements SummaryText.Table {
  private final Summary summary;
  private final List<ThreadTally> threads;

  ThreadTable(Summary summary) {
    this.summary = summary;
    this.threads = summary.threads();
  }

  @Override
  public List<String> lines(int height) {
    List<String> lines = new ArrayList<>();
    if (threads.isEmpty()) {
      return lines;
    }
    String kind = summary.knowsAll() ? "waits" : "long waits";
    lines.add(line("Thread that waited", kind, "total", "p99", "longest", "mostly behind"));
    int rows = rows(height);
    threads.subList(0, rows).forEach(thread -> lines.add(line(thread)));
    List<ThreadTally> rest = threads.subList(rows, threads.size());
    if (!rest.isEmpty()) {
      lines.add(
          line(
              "(" + Quantity.count(rest.size(), "more thread") + ")",
              Quantity.count(rest.stream().mapToLong(ThreadTally::count).sum()),
              Quantity.time(nanos(rest)),
              "",
              "",
              ""));
    }
    return lines;
  }

  private int rows(int height) {
    return threads.size() < height ? threads.size() : Math.max(1, height - 2);
  }

  @Override
  public boolean tellsMost(int height) {
    return SummaryText.isMost(
        nanos(threads.subList(0, Math.min(rows(height), threads.size()))), nanos(threads));
  }

  private static long nanos(List<ThreadTally> threads) {
    return threads.stream().mapToLong(ThreadTally::nanos).sum();
  }

  private String line(ThreadTally thread) {
    Shares shares = thread.allShares.sum() > 0 ? thread.allShares : thread.singleShares;
    String mostly =
        ShareWords.word(shares.largest())
            + " "
            + Quantity.percent(shares.get(shares.largest()), shares.sum());
    return line(
        Names.visible(thread.name()),
        Quantity.count(thread.count()),
        Quantity.time(thread.nanos()),
        percentile(thread.p99(summary.losses().waitsMissing())),
        thread.max() > 0 ? Quantity.time(thread.max()) : "-",
        shares.sum() > 0 ? mostly : "-");
  }

  private static String percentile(Percentile percentile) {
    String time = Quantity.time(percentile.nanos());
    return switch (percentile.known()) {
      case NOT -> "-";
      case EXACTLY -> time;
      case AT_MOST -> "<= " + time;
      case AT_LEAST -> ">= " + time;
    };
  }

  private static String line(
      String name, String waits, String total, String p99, String max, String mostly) {
    String line =
        Columns.left(name, 32)
            + Columns.right(waits, 11)
            + Columns.right(total, 10)
            + Columns.right(p99, 12)
            + Columns.right(max, 10)
            + "   "
            + Columns.left(mostly, 22);
    return line.stripTrailing();
  }
}
