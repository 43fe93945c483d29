package io.schedprobe.report.parts;

import io.schedprobe.analysis.model.Share;
import io.schedprobe.analysis.model.Shares;
import io.schedprobe.analysis.text.Quantity;
import io.schedprobe.analysis.text.Sentences;
import io.schedprobe.analysis.total.Analysis;
import io.schedprobe.report.lanes.Lanes;
import io.schedprobe.report.view.Cell;
import io.schedprobe.report.view.Page;
import io.schedprobe.report.view.Row;
import io.schedprobe.report.view.Table;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Lays an analysis out as a page. */
public final class PageBuilder {
  private final Analysis analysis;
  private final Lanes lanes;
  private final Times times;
  private final Kinds kinds;

  /**
   * Lays this analysis out.
   *
   * @param zone in which points in time are shown
   */
  public PageBuilder(Analysis analysis, Lanes lanes, ZoneId zone) {
    this.analysis = analysis;
    this.lanes = lanes;
    this.times = new Times(zone);
    this.kinds = new Kinds(analysis.timeLine().ranks());
  }

  /** What the charts draw. */
  public Charts charts() {
    return new ChartsBuilder(analysis, lanes, kinds).build(times.zone().getId());
  }

  /**
   * The page but for its charts.
   *
   * @param file name of the recording
   * @param size of it in bytes
   */
  public Page page(String file, long size) {
    Shares shares = analysis.shares();
    boolean known = shares.sum() > 0;
    return new Page(
        file,
        bytes(size),
        Sentences.headline(analysis),
        Facts.lead(analysis),
        known ? ShareWords.bar(shares, true) : null,
        known ? shareTable(shares) : null,
        Facts.of(analysis, times),
        Caveats.of(analysis, lanes),
        FindingsPart.of(analysis),
        TimelinePart.of(analysis, lanes, kinds, times),
        NeighborsPart.of(analysis, kinds),
        ThreadsPart.of(analysis),
        LatencyPart.of(analysis, lanes, kinds, times),
        WorstPart.of(analysis, times),
        QuotasPart.of(analysis),
        InsidePart.of(analysis),
        OverlapPart.of(analysis, times),
        HealthPart.of(analysis));
  }

  private static Table shareTable(Shares shares) {
    List<Row> rows = new ArrayList<>();
    for (Share share : ShareWords.ORDER) {
      rows.add(
          Row.of(
              Cell.name(ShareWords.name(share), ShareWords.meaning(share), share.field()),
              Cell.time(shares.get(share)),
              Cell.percent(shares.get(share), shares.sum())));
    }
    return Table.plain(
        "shares-table",
        "Who had the CPU while threads waited, added up over the threads",
        List.of(
            Table.Column.text("Share"),
            Table.Column.number("Time"),
            Table.Column.number("Of the waits")),
        rows,
        "");
  }

  /** A size for people. */
  static String bytes(long size) {
    return size < 0
        ? "size unknown"
        : size < 1_000_000
            ? Quantity.count(Math.max(1, size / 1_000)) + " kB"
            : String.format(java.util.Locale.ROOT, "%,.1f MB", size / 1e6);
  }
}
