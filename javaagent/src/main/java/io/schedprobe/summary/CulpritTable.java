package io.schedprobe.summary;

import io.schedprobe.model.Share;
import io.schedprobe.summary.Summary.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Who had the CPU meanwhile, longest first, and how much of it has no name. */
final class CulpritTable implements SummaryText.Table {
  private static final int PIDS = 3;

  private final Summary summary;
  private final List<CulpritTally> culprits;

  CulpritTable(Summary summary) {
    this.summary = summary;
    this.culprits = summary.culprits();
  }

  @Override
  public List<String> lines(int height) {
    List<String> lines = new ArrayList<>();
    if (culprits.isEmpty() && summary.unnamed() == 0) {
      return lines;
    }
    lines.add(
        line("Who had the CPU meanwhile", "kind", "pid", "where", "delay", "share", "threads"));
    int rows = rows(height);
    culprits.subList(0, rows).forEach(culprit -> lines.add(line(culprit)));
    List<CulpritTally> rest = culprits.subList(rows, culprits.size());
    if (!rest.isEmpty()) {
      lines.add(sum("(" + Quantity.count(rest.size()) + " more)", nanos(rest)));
    }
    if (hasUnnamed()) {
      lines.add(sum(unnamedWords(), summary.unnamed()));
    }
    return lines;
  }

  private boolean hasUnnamed() {
    return summary.evidence() != Evidence.CGROUPS;
  }

  private int rows(int height) {
    int room = hasUnnamed() ? height - 1 : height;
    int rows = culprits.size() < room ? culprits.size() : Math.max(1, room - 2);
    return Math.min(rows, culprits.size());
  }

  @Override
  public boolean tellsMost(int height) {
    return SummaryText.isMost(nanos(culprits.subList(0, rows(height))), nanos(culprits));
  }

  private static long nanos(List<CulpritTally> culprits) {
    return culprits.stream().mapToLong(CulpritTally::nanos).sum();
  }

  private String unnamedWords() {
    return summary.evidence() == Evidence.EACH_RUN ? "(unnamed)" : "(others, not in recording)";
  }

  private String sum(String words, long nanos) {
    return line(words, "", "", "", Quantity.time(nanos), percent(nanos), "");
  }

  private String line(CulpritTally culprit) {
    CulpritTally.Key key = culprit.key();
    return line(
        key.name().isEmpty() ? "(not told)" : Names.visible(key.name()),
        kind(key.kind()),
        pids(culprit),
        where(culprit),
        Quantity.time(culprit.nanos()),
        percent(culprit.nanos()),
        culprit.threads() > 0 ? Quantity.count(culprit.threads()) : "-");
  }

  /** Of the waits that the table is about. */
  private String percent(long nanos) {
    Waits whole = summary.evidence() == Evidence.CGROUPS ? summary.all() : summary.single();
    return Quantity.percent(nanos, whole.nanos());
  }

  private static String kind(Share kind) {
    return switch (kind) {
      case EXTERNAL -> "neighbor";
      case SIBLING -> "sibling";
      case SELF -> "own JVM";
      case KERNEL -> "kernel";
      default -> "-";
    };
  }

  private static String where(CulpritTally culprit) {
    return culprit.key().place().isEmpty() ? "-" : culprit.place().brief();
  }

  private static String pids(CulpritTally culprit) {
    if (culprit.key().kind() == Share.SELF || culprit.pids().isEmpty()) {
      return "-";
    }
    if (culprit.morePids()) {
      return "over " + CulpritTally.PIDS;
    }
    if (culprit.pids().size() > PIDS) {
      return Quantity.count(culprit.pids().size()) + " processes";
    }
    return culprit.pids().stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static String line(
      String name, String kind, String pid, String where, String time, String share, String hit) {
    String line =
        Columns.left(name, 26)
            + " "
            + Columns.left(kind, 9)
            + " "
            + Columns.left(pid, 14)
            + " "
            + Columns.left(where, 23)
            + Columns.right(time, 9)
            + Columns.right(share, 8)
            + Columns.right(hit, 8);
    return line.stripTrailing();
  }
}
